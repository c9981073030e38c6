import { describeClaims } from './conformance/claims';
import { describeDisabling } from './conformance/disabling';
import { describeExpiredLeases } from './conformance/expired-leases';
import { describeHappenings } from './conformance/happenings';
import { describeHistory } from './conformance/history';
import { describeInbox } from './conformance/inbox';
import { describeInserts } from './conformance/inserts';
import { describeManualAttempts } from './conformance/manual-attempts';
import type { OpenFreshPlace } from './conformance/place';
import { describeProcesses } from './conformance/processes';
import { describePruning } from './conformance/pruning';
import { describeReceivedEvents } from './conformance/received-events';
import { describeRejections } from './conformance/rejections';
import { describeResends } from './conformance/resends';
import { describeResults } from './conformance/results';
import { describeSealing } from './conformance/sealing';
import { describeStatistics } from './conformance/statistics';
import { describeSubscriptions } from './conformance/subscriptions';

export type { OpenFreshPlace, StorePlace } from './conformance/place';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

/** What every store must do, whatever database it keeps things in; `openFreshPlace` gives an empty one. */
export function describeStore(name: string, openFreshPlace: OpenFreshPlace): void {
	describe(`the store on ${name}`, () => {
		describeSubscriptions(openFreshPlace);
		describeInserts(openFreshPlace);
		describeClaims(openFreshPlace);
		describeResults(openFreshPlace);
		describeExpiredLeases(openFreshPlace);
		describeManualAttempts(openFreshPlace);
		describeResends(openFreshPlace);
		describeDisabling(openFreshPlace);
		describeHistory(openFreshPlace);
		describeStatistics(openFreshPlace);
		describeHappenings(openFreshPlace);
		describePruning(openFreshPlace);
		describeInbox(openFreshPlace);
		describeReceivedEvents(openFreshPlace);
		describeRejections(openFreshPlace);
		describeSealing(openFreshPlace);
		describeProcesses(openFreshPlace);
	});
}
