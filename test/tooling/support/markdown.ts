import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { root } from './script';

/** A page of the documentation. */
export interface Page {
	/** Below the repository's top folder. */
	file: string;
	text: string;
}

/** A table of a page: its head, and its rows by the head's names. */
export interface Table {
	columns: string[];
	rows: Array<Record<string, string>>;
}

/** Every page that people write, and those that are made of the code. */
export function pages(): Page[] {
	const written = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'templates/README.md'];
	const others = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.posix.join('docs', file.replaceAll('\\', '/')));
	return [...written, ...others].map(page);
}

export function page(file: string): Page {
	return { file, text: readFileSync(path.join(root, file), 'utf8') };
}

/** Targets of links and images, as they are written. */
export function linksOf({ text }: Page): string[] {
	return [...prose(text).matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** What stands in backticks, outside of code blocks. */
export function codeSpansOf({ text }: Page): string[] {
	return [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The code block with this name behind its language, as JSON. */
export function exampleOf({ file, text }: Page, name: string): unknown {
	const [, code] = new RegExp(`^\`\`\`json ${name}\n([^]*?)^\`\`\``, 'm').exec(text) ?? [];
	if (code === undefined) throw new Error(`${file} has no example ${name}`);
	return JSON.parse(code);
}

export function tablesOf({ text }: Page): Table[] {
	const blocks = withoutBlocks(text).matchAll(/(?:^\|.*\|\n)+/gm);
	return [...blocks].map(([block]) => {
		const [head = '', , ...lines] = block.trim().split('\n');
		const columns = cells(head);
		const rows = lines.map((line) => {
			const values = cells(line);
			return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
		});
		return { columns, rows };
	});
}

/** The first cells of all tables whose first column has this head, without backticks. */
export function namesIn(ofPages: readonly Page[], column: string): string[] {
	return ofPages
		.flatMap(tablesOf)
		.flatMap(({ columns, rows }) =>
			columns[0] === column ? rows.map((row) => (row[column] ?? '').replaceAll('`', '')) : [],
		);
}

/** Anchors of a page's headings, as GitHub makes them. */
export function anchorsOf({ text }: Page): string[] {
	const headings = withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm);
	return [...headings].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}_ -]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);
}

/** Whether a link leads somewhere: a file of the repository and, where it names one, a heading in it. */
export function leadsSomewhere(target: string, from: Page): boolean {
	if (/^[a-z]+:/i.test(target)) return /^https:\/\//.test(target);
	const [place = '', anchor] = target.split('#');
	const file =
		place === '' ? from.file : path.posix.join(path.posix.dirname(from.file), decodeURI(place));
	if (!existsSync(path.join(root, file))) return false;
	return anchor === undefined || anchorsOf(page(file)).includes(anchor);
}

/** All text under these folders and files of the repository. */
export function sourceText(...places: readonly string[]): string {
	return places.map((place) => textUnder(path.join(root, place))).join('\n');
}

function textUnder(place: string): string {
	if (statSync(place).isFile()) return readFileSync(place, 'utf8');
	return readdirSync(place, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(ts|json|mjs)$/.test(file))
		.map((file) => readFileSync(path.join(place, file), 'utf8'))
		.join('\n');
}

function prose(text: string): string {
	return withoutBlocks(text)
		.replace(/<!--[^]*?-->/g, '')
		.replace(/`[^`\n]+`/g, '');
}

function withoutBlocks(text: string): string {
	return text.replace(/^```[^]*?^```$/gm, '');
}

function cells(line: string): string[] {
	return line
		.slice(1, -1)
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim());
}
