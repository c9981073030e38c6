import { eventsToOneReceiver } from './senders';
import type { Row } from './row';

export const engineRow: Row = {
	name: 'engine',
	what: 'the delivery engine alone, SQLite, history kept',
	peer: 'undici, signed, no history (the limit)',
	usuallySeconds: 20,
	needsN8n: false,
	measure: async (tools) =>
		await eventsToOneReceiver(
			tools,
			{ engine: 'sqlite', count: 5000 },
			({ perSecond }) => perSecond,
			{ unit: 'deliveries/s', goals: [{ of: 'ratio', is: 'at least', value: 0.5 }] },
		),
};
