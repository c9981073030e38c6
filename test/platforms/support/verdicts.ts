import type { ReceivedEvent } from '../../../src/model/received-event';
import type { Accepted, Refused, Verdict } from '../../../src/platforms/verdict';

/** The verdict, when the request was accepted; otherwise the test fails and shows why it was not. */
export function accepted(verdict: Verdict): Accepted {
	if (verdict.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(verdict)}`);
	return verdict;
}

/** The item of an accepted request. */
export function eventOf(verdict: Verdict): ReceivedEvent {
	return accepted(verdict).event;
}

/** The verdict, when the request was refused; otherwise the test fails. */
export function refused(verdict: Verdict): Refused {
	if (verdict.outcome !== 'refused') throw new Error(`not refused: ${JSON.stringify(verdict)}`);
	return verdict;
}
