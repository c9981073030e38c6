import { againstUndici } from './senders';
import type { Row } from './row';

const COUNT = 5000;

export const cpuRow: Row = {
	name: 'cpu',
	what: 'CPU per delivery (user + system time of the process), SQLite',
	peer: 'undici, signed, no history',
	usuallySeconds: 40,
	needsN8n: false,
	measure: async (tools) => {
		const { engine, undici } = await againstUndici(tools, { engine: 'sqlite', count: COUNT });
		return [
			{
				what: `${COUNT} events to one receiver`,
				unit: 'ms a delivery',
				ours: engine.map(({ cpuMs }) => cpuMs),
				peer: undici.map(({ cpuMs }) => cpuMs),
				goals: [{ of: 'ratio', is: 'at most', value: 2.5 }],
			},
		];
	},
};
