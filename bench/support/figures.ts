/** What is asked of a figure: of ours divided by the peer's, of ours less the peer's, or of ours alone. */
export interface Goal {
	of: 'ratio' | 'difference' | 'value' | 'p95';
	is: 'at least' | 'at most';
	value: number;
}

/** One thing that was measured, all runs of it. */
export interface Figure {
	what: string;
	/** E.g. `ms` or `deliveries/s`. */
	unit: string;
	ours: readonly number[];
	/** What people use instead, or the limit, in the same run; empty where the goal is a number. */
	peer: readonly number[];
	goals: readonly Goal[];
}

/** A goal and what came out. */
export interface Verdict {
	goal: Goal;
	measured: number;
	isMet: boolean;
}

export function median(values: readonly number[]): number {
	return percentile(values, 50);
}

/** The smallest value that so many of 100 do not exceed; between two in the middle, their mean. */
export function percentile(values: readonly number[], percent: number): number {
	if (values.length === 0) throw new Error('Nothing was measured');
	const sorted = [...values].sort((a, b) => a - b);
	const position = (values.length * percent) / 100;
	const at = (index: number) => sorted[Math.min(Math.max(index, 0), sorted.length - 1)] ?? 0;
	if (percent === 50 && Number.isInteger(position)) return (at(position - 1) + at(position)) / 2;
	return at(Math.ceil(position) - 1);
}

/** The median of ours divided by that of the peer; `null` without a peer. */
export function ratioOf({ ours, peer }: Pick<Figure, 'ours' | 'peer'>): number | null {
	return peer.length === 0 ? null : median(ours) / median(peer);
}

export function judge(figure: Figure): Verdict[] {
	return figure.goals.map((goal) => {
		const measured = measuredFor(goal, figure);
		const isMet = goal.is === 'at least' ? measured >= goal.value : measured <= goal.value;
		return { goal, measured, isMet };
	});
}

function measuredFor({ of }: Goal, figure: Figure): number {
	if (of === 'value') return median(figure.ours);
	if (of === 'p95') return percentile(figure.ours, 95);
	const ratio = ratioOf(figure);
	if (ratio === null) throw new Error(`${figure.what} has a goal beside a peer, and no peer`);
	return of === 'ratio' ? ratio : median(figure.ours) - median(figure.peer);
}
