import { acknowledgingRow } from './acknowledging';
import { cpuRow } from './cpu';
import { dispatchingRow } from './dispatching';
import { engineRow } from './engine';
import { fanOutRow } from './fan-out';
import { growthRow } from './growth';
import { historyRow } from './history';
import { loadingRow } from './loading';
import { memoryRow } from './memory';
import { neighbourRow } from './neighbour';
import { postgresRow } from './postgres';
import type { Row } from './row';
import { throughRow } from './through';

/** All that is measured, in the order of the table. */
export const rows: readonly Row[] = [
	acknowledgingRow,
	throughRow,
	dispatchingRow,
	engineRow,
	postgresRow,
	fanOutRow,
	neighbourRow,
	historyRow,
	growthRow,
	memoryRow,
	loadingRow,
	cpuRow,
];

export type { Row, RowTools } from './row';
