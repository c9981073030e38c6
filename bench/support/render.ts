import { judge, median, percentile, ratioOf, type Figure, type Verdict } from './figures';
import type { Results, RowResult } from './results';

interface RenderedRow {
	name: string;
	what: string;
	peer: string;
}

/** The results as a page: one table a row, what was asked, and whether it was met. */
export function renderResults(
	rows: readonly RenderedRow[],
	results: Results,
	{ durability, findings }: { durability: string; findings: string },
): string {
	const measured = rows.flatMap((row) => {
		const result = results[row.name];
		return result ? [{ row, result }] : [];
	});
	const verdicts = measured.flatMap(({ result }) => result.figures.flatMap(judge));
	const met = verdicts.filter(({ isMet }) => isMet).length;
	return [
		'# Results',
		'Written by `npm run bench`; each peer was measured in the same run, in turn with the package.',
		`Of ${verdicts.length} goals ${met} are met, ${verdicts.length - met} missed. Figures are medians, in brackets the least and the most of all runs.`,
		...measured.map(({ row, result }) => renderRow(row, result)),
		`## Durability\n\n${durability.trim()}`,
		...(findings.trim() === '' ? [] : [`## Where the time goes\n\n${findings.trim()}`]),
		'',
	].join('\n\n');
}

function renderRow({ name, what, peer }: RenderedRow, result: RowResult): string {
	const lines = result.figures.map((figure) => {
		const ratio = ratioOf(figure);
		const cells = [
			figure.what,
			figure.unit,
			spread(figure.ours),
			figure.peer.length === 0 ? '–' : spread(figure.peer),
			ratio === null ? '–' : short(ratio),
			judge(figure).map(renderVerdict).join('; ') || '–',
		];
		return `| ${cells.join(' | ')} |`;
	});
	const versions = Object.entries(result.versions)
		.map(([program, version]) => `${program} ${version}`)
		.join(', ');
	return [
		`## ${what} (\`${name}\`)`,
		'',
		...(peer === '' ? [] : [`Beside: ${peer}.`, '']),
		'| | unit | package | beside | ratio | goal |',
		'| --- | --- | --- | --- | --- | --- |',
		...lines,
		'',
		`${result.date.slice(0, 16).replace('T', ' ')} UTC, ${result.machine}; ${versions}; ${runsOf(result)} runs or calls, ${Math.round(result.seconds)} s.`,
	].join('\n');
}

/** A goal in words, what came out, and whether that is enough. */
export function renderVerdict({ goal, measured, isMet }: Verdict): string {
	const sign = goal.is === 'at least' ? '≥' : '≤';
	const subject = { ratio: '', difference: 'difference ', value: '', p95: 'p95 ' }[goal.of];
	const outcome = goal.of === 'ratio' || goal.of === 'value' ? '' : ` (${short(measured)})`;
	return `${subject}${sign} ${short(goal.value)}${outcome}: ${isMet ? 'met' : '**missed**'}`;
}

function spread(values: readonly number[]): string {
	if (values.length === 1) return short(median(values));
	return `${short(median(values))} (${short(percentile(values, 0))}–${short(percentile(values, 100))})`;
}

function runsOf({ figures }: Pick<RowResult, 'figures'>): number {
	return Math.min(...figures.map(({ ours }: Figure) => ours.length));
}

/** Three digits are as many as mean something. */
function short(value: number): string {
	if (Math.abs(value) >= 1000) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
	return String(Number(value.toPrecision(3)));
}
