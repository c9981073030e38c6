import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

import { rows, type Row, type RowTools } from './rows';
import { judge, median } from './support/figures';
import { renderResults, renderVerdict } from './support/render';
import { merge, type Results, type Setting } from './support/results';

/** How the script runs this. */
export interface BenchOptions extends Omit<RowTools, 'say'> {
	rows: readonly Row[];
	/** `bench` in the repository: results are read and written there. */
	folder: string;
	versions: Record<string, string>;
}

/** The rows with these names, in the order of the table; without any, all. Throws for a name that there is none of. */
export function rowsNamed(names: readonly string[]): readonly Row[] {
	const unknown = names.find((name) => !rows.some((row) => row.name === name));
	if (unknown !== undefined) {
		const known = rows.map(({ name }) => name).join(', ');
		throw new Error(`There is no row ${unknown}. Choose from ${known}.`);
	}
	return names.length === 0 ? rows : rows.filter(({ name }) => names.includes(name));
}

/** How long they take together, in whole minutes. */
export function usualMinutes(chosen: readonly Row[]): number {
	return Math.ceil(chosen.reduce((sum, { usuallySeconds }) => sum + usuallySeconds, 0) / 60);
}

/** Measures the rows one after the other and writes the results after each; gives the names of those that broke. */
export async function runBench({ rows: chosen, folder, versions, ...tools }: BenchOptions) {
	const broken: string[] = [];
	for (const row of chosen) {
		console.log(`\n${row.name}: ${row.what} (usually ${row.usuallySeconds} s)`);
		const startedAt = performance.now();
		try {
			const figures = await row.measure({ ...tools, say: (text) => console.log(`  ${text}`) });
			const seconds = (performance.now() - startedAt) / 1000;
			write(folder, { [row.name]: { ...setting(versions), seconds, figures } });
			for (const figure of figures) {
				const verdicts = judge(figure).map(renderVerdict).join('; ');
				console.log(
					`  ${figure.what}: ${median(figure.ours).toPrecision(3)} ${figure.unit}  ${verdicts}`,
				);
			}
		} catch (error) {
			console.error(`  ${row.name} could not be measured:`, error);
			broken.push(row.name);
		}
	}
	return broken;
}

function write(folder: string, measured: Results): void {
	const file = path.join(folder, 'results.json');
	const former = JSON.parse(textOf(file) || '{}') as Results;
	const results = merge(former, measured);
	writeFileSync(file, `${JSON.stringify(results, round)}\n`);
	const page = renderResults(rows, results, {
		durability: textOf(path.join(folder, 'durability.md')),
		findings: textOf(path.join(folder, 'findings.md')),
	});
	writeFileSync(path.join(folder, 'results.md'), page);
}

/** More digits mean nothing and make long lines. */
function round(_key: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}

function textOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

function setting(versions: Record<string, string>): Setting {
	const [cpu] = cpus();
	const gibibytes = Math.round(totalmem() / 1024 ** 3);
	const machine = `${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${gibibytes} GiB`;
	return { date: new Date().toISOString(), machine, versions };
}
