import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { platformPages } from '../../scripts/docs/platform-page';
import {
	anchorsOf,
	codeSpansOf,
	leadsSomewhere,
	linksOf,
	page,
	pages,
	sourceText,
	tablesOf,
} from './support/markdown';
import { root } from './support/script';

const all = pages();
const written = all.filter(({ file }) => !file.startsWith('docs/platforms/'));

/** Words of others that the pages name: of n8n, Postgres, SQLite, and of languages. */
const FOREIGN = new Set([
	'.backup',
	'EXECUTIONS_DATA_MAX_AGE',
	'EXECUTIONS_DATA_PRUNE',
	'pt-BR',
	'synchronous_commit',
]);

const sources = sourceText(
	'src',
	'nodes',
	'credentials',
	'package.json',
	'test/support',
	'test/platforms',
);
const words = new Set(sources.match(/[\p{L}_][\p{L}\p{N}_]*/gu));

test.each(all.map((one) => [one.file, one] as const))(
	'links of %s lead somewhere',
	(_file, one) => {
		expect(linksOf(one).filter((target) => !leadsSomewhere(target, one))).toEqual([]);
	},
);

test('a link to a file, a heading or a picture that is not there would be found', () => {
	const one = page('README.md');
	const targets = ['docs/none.md', 'docs/scaling.md#none', '#none', 'docs/images/none.png'];
	expect(targets.filter((target) => leadsSomewhere(target, one))).toEqual([]);
	expect(leadsSomewhere('docs/scaling.md#queue-mode', one)).toBe(true);
});

test.each(all.map((one) => [one.file, one] as const))(
	'no two headings of %s have the same anchor',
	(_file, one) => {
		const anchors = anchorsOf(one);
		expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
	},
);

test('every command that is named exists', () => {
	const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const workflows = ['ci.yml', 'publish.yml'].map((file) => page(`.github/workflows/${file}`));
	const named = [...all, ...workflows].flatMap(({ text }) =>
		[...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
	);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('every path of the repository that is named exists', () => {
	const named = written
		.flatMap(codeSpansOf)
		.filter((code) =>
			/^(\.ci|\.github|bench|docs|nodes|scripts|src|templates|test)\/[\w./-]+$/.test(code),
		);
	expect(named.length).toBeGreaterThan(15);
	expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});

test.each(written.map((one) => [one.file, one] as const))(
	'every name in %s is one of the code',
	(_file, one) => {
		expect(
			codeSpansOf(one)
				.filter(isName)
				.filter((code) => !isKnown(code)),
		).toEqual([]);
	},
);

test('the texts of errors are those of the code', () => {
	const texts = tablesOf(page('docs/troubleshooting.md'))
		.filter(({ columns }) => columns[0] === 'text')
		.flatMap(({ rows }) =>
			rows.flatMap(({ text = '' }) => text.match(/(?<=`)[^`]{2,}(?=`)/g) ?? []),
		)
		.filter((text) => text.trim() !== ',');
	// Line breaks and quotes as a formatter puts them are not part of a text.
	const plain = sources.replace(/\\'/g, "'").replace(/\s+/g, ' ');
	const unknown = texts.flatMap((text) =>
		text
			.split(/…|: /)
			.map((part) => part.replace(/^"|"$/g, '').trim())
			.filter((part) => part !== '' && part !== ':' && !plain.includes(part)),
	);
	expect(texts.length).toBeGreaterThan(30);
	expect(unknown).toEqual([]);
});

test('the pages of the platforms are those that `npm run docs` writes', () => {
	for (const [name, text] of platformPages())
		expect(page(`docs/platforms/${name}`).text).toBe(text);
});

/** One word, or words with dots between them: not a sentence, a path, a URL or JSON. */
function isName(code: string): boolean {
	return /^\.?[\p{L}_][\p{L}\p{N}_.*-]*$/u.test(code);
}

function isKnown(code: string): boolean {
	if (FOREIGN.has(code) || sources.includes(code) || existsSync(path.join(root, code))) return true;
	return code
		.toLowerCase()
		.split(/[.-]/)
		.every((part) => lowerWords.has(part));
}

const lowerWords = new Set([...words].map((word) => word.toLowerCase()));
