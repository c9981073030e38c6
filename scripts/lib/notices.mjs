import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import { ToolError } from './tool-error.mjs';

const licenceFile = /^(licen[cs]e|copying|notice)/i;

/**
 * The licences of every package that went into the bundles, as one document.
 *
 * @param {{ inputs: Record<string, unknown> }} metafile esbuild's, with paths below `root`
 * @param {string} root
 */
export async function noticesOf(metafile, root) {
	const folders = packageFoldersOf(Object.keys(metafile.inputs));
	const sections = await Promise.all(folders.map((folder) => sectionOf(path.join(root, folder))));
	return [
		'# Third-party notices',
		'',
		'The scripts directly in `dist/` contain code of the packages below. This file is made by `npm run build`.',
		'',
		...sections,
	].join('\n');
}

/**
 * The folders of packages among the files of a bundle, each once and sorted.
 *
 * @param {readonly string[]} files
 */
export function packageFoldersOf(files) {
	const folders = files.flatMap((file) => {
		const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file);
		return match ? [match[0]] : [];
	});
	return [...new Set(folders)].sort();
}

/** @param {string} folder */
async function sectionOf(folder) {
	const { name, version, license } = JSON.parse(
		await readFile(path.join(folder, 'package.json'), 'utf8'),
	);
	const text = (await licenceFileOf(folder)) ?? (await licenceInReadme(folder));
	if (!text) {
		throw new ToolError(`The bundled package ${name} ${version} has no licence text.`, {
			remedy: 'Find out under which licence it may be shipped before it is bundled.',
		});
	}
	return `## ${name} ${version} (${license})\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`;
}

/** @param {string} folder */
async function licenceFileOf(folder) {
	const files = (await readdir(folder)).filter((file) => licenceFile.test(file)).sort();
	const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
	return texts.length > 0 ? texts.join('\n') : undefined;
}

/** @param {string} folder */
async function licenceInReadme(folder) {
	const readme = await readFile(path.join(folder, 'README.md'), 'utf8').catch(() => '');
	const section = /^#+\s*licen[cs]e\s*\n([\s\S]*?copyright[\s\S]*?)(?=^#|(?![\s\S]))/im.exec(
		readme,
	);
	return section?.[1];
}
