import { againstUndici } from './senders';
import type { Row } from './row';

const COUNT = 2000;

export const postgresRow: Row = {
	name: 'postgres',
	what: 'the delivery engine alone, Postgres, history kept',
	peer: 'undici, signed, no history (the limit)',
	usuallySeconds: 40,
	needsN8n: false,
	measure: async (tools) => {
		const { engine, undici } = await againstUndici(tools, { engine: 'postgres', count: COUNT });
		return [
			{
				what: `${COUNT} events to one receiver`,
				unit: 'deliveries/s',
				ours: engine.map(({ perSecond }) => perSecond),
				peer: undici.map(({ perSecond }) => perSecond),
				goals: [{ of: 'ratio', is: 'at least', value: 0.2 }],
			},
		];
	},
};
