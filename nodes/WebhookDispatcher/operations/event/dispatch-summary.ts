import type { IExecuteFunctions } from 'n8n-workflow';

import type { OutgoingEvent } from '../../../../src/delivery';
import type { Delivery } from '../../../../src/model/delivery';
import { phrase, type Phrase } from '../../../../src/model/phrase';
import { translate } from '../../../shared/translate';

/** n8n's own limit for a value of custom execution data, in characters. */
const VALUE_LENGTH = 512;

/** What one execution dispatched, as the list of executions can be searched by. */
export class DispatchSummary {
	failed = 0;
	private unfinished = 0;
	private readonly deliveries = new Set<string>();
	private readonly types = new Set<string>();
	private readonly ids = new Set<string>();
	private readonly unwanted = new Set<string>();

	countEvent({ id, type }: OutgoingEvent, recipients: number): void {
		this.types.add(type);
		this.ids.add(id);
		if (recipients === 0) this.unwanted.add(type);
	}

	/** Two items of one event have the same deliveries: each counts once. */
	countDelivery({ id, state }: Pick<Delivery, 'id' | 'state'>): void {
		if (this.deliveries.has(id)) return;
		this.deliveries.add(id);
		if (state === 'failed') this.failed += 1;
		if (state === 'pending' || state === 'sending') this.unfinished += 1;
	}

	/** Sets n8n's custom execution data, and hints of what did not arrive: the node itself succeeds all the same. */
	tell(context: IExecuteFunctions): void {
		const state = this.failed > 0 ? 'failed' : this.unfinished > 0 ? 'retrying' : 'delivered';
		const values = {
			webhook_event: joined(this.types),
			webhook_event_id: joined(this.ids),
			webhook_state: state,
			webhook_deliveries: String(this.deliveries.size),
			webhook_failed: String(this.failed),
		};
		for (const [key, value] of Object.entries(values)) context.customData.set(key, value);
		for (const words of this.hints()) {
			context.addExecutionHints({ message: translate(words), location: 'outputPane' });
		}
	}

	private hints(): Phrase[] {
		const { failed, unfinished, unwanted } = this;
		const all = this.deliveries.size;
		return [
			...(unwanted.size === 0
				? []
				: [
						phrase`No subscription wants ${[...unwanted].join(', ')}: nothing was sent for it. Create a subscription, or look at the events, platforms and products of those there are.`,
					]),
			...(failed === 0
				? []
				: [
						phrase`Failed for good: ${failed} of ${all}. The attempts in the output say why; Delivery: Resend sends one again.`,
					]),
			...(unfinished === 0
				? []
				: [
						phrase`Not delivered yet: ${unfinished} of ${all}. The next attempts follow by themselves; Delivery: Get Many shows them.`,
					]),
		];
	}
}

function joined(values: ReadonlySet<string>): string {
	const text = [...values].join(',');
	return text.length <= VALUE_LENGTH ? text : `${text.slice(0, VALUE_LENGTH - 1)}…`;
}
