import { againstUndici } from './senders';
import type { Row } from './row';

const SUBSCRIPTIONS = 1000;
/** Receivers, each an origin with as many of the subscriptions as another. */
const ORIGINS = 50;
/** Requests under way at once, on either side. */
const CONCURRENCY = 20;

export const fanOutRow: Row = {
	name: 'fanout',
	what: `one event to ${SUBSCRIPTIONS} subscriptions`,
	peer: `${SUBSCRIPTIONS} single requests by undici, signed, no history`,
	usuallySeconds: 20,
	needsN8n: false,
	measure: async (tools) => {
		const { engine, undici } = await againstUndici(tools, {
			engine: 'sqlite',
			count: SUBSCRIPTIONS,
			concurrency: CONCURRENCY,
			origins: ORIGINS,
			subscriptions: SUBSCRIPTIONS,
		});
		return [
			{
				what: `${SUBSCRIPTIONS} subscriptions at ${ORIGINS} receivers`,
				unit: 'deliveries/s',
				ours: engine.map(({ perSecond }) => perSecond),
				peer: undici.map(({ perSecond }) => perSecond),
				goals: [{ of: 'ratio', is: 'at least', value: 0.4 }],
			},
		];
	},
};
