import { eventsToOneReceiver } from './senders';
import type { Row } from './row';

export const cpuRow: Row = {
	name: 'cpu',
	what: 'CPU per delivery (user + system time of the process), SQLite',
	peer: 'undici, signed, no history',
	usuallySeconds: 20,
	needsN8n: false,
	measure: async (tools) =>
		await eventsToOneReceiver(tools, { engine: 'sqlite', count: 5000 }, ({ cpuMs }) => cpuMs, {
			unit: 'ms a delivery',
			goals: [{ of: 'ratio', is: 'at most', value: 2.5 }],
		}),
};
