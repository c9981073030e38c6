import type { Figure } from './figures';

/** Where and with what something was measured. */
export interface Setting {
	/** ISO-8601. */
	date: string;
	machine: string;
	versions: Record<string, string>;
}

/** What is kept of a row until it is measured again. */
export interface RowResult extends Setting {
	seconds: number;
	figures: readonly Figure[];
}

/** By the rows' names: what is written to `results.json`. */
export type Results = Record<string, RowResult>;

/** Former results with those of this run in their place. */
export function merge(former: Results, measured: Results): Results {
	return { ...former, ...measured };
}
