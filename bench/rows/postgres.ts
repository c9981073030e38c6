import { eventsToOneReceiver } from './senders';
import type { Row } from './row';

export const postgresRow: Row = {
	name: 'postgres',
	what: 'the delivery engine alone, Postgres, history kept',
	peer: 'undici, signed, no history (the limit)',
	usuallySeconds: 20,
	needsN8n: false,
	measure: async (tools) =>
		await eventsToOneReceiver(
			tools,
			{ engine: 'postgres', count: 2000 },
			({ perSecond }) => perSecond,
			{ unit: 'deliveries/s', goals: [{ of: 'ratio', is: 'at least', value: 0.2 }] },
		),
};
