import { againstUndici } from './senders';
import type { Row } from './row';

const COUNT = 5000;

export const engineRow: Row = {
	name: 'engine',
	what: 'the delivery engine alone, SQLite, history kept',
	peer: 'undici, signed, no history (the limit)',
	usuallySeconds: 40,
	needsN8n: false,
	measure: async (tools) => {
		const { engine, undici } = await againstUndici(tools, { engine: 'sqlite', count: COUNT });
		return [
			{
				what: `${COUNT} events to one receiver`,
				unit: 'deliveries/s',
				ours: engine.map(({ perSecond }) => perSecond),
				peer: undici.map(({ perSecond }) => perSecond),
				goals: [{ of: 'ratio', is: 'at least', value: 0.5 }],
			},
		];
	},
};
