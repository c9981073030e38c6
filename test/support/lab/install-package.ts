import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Installs a packed package into n8n's user folder as n8n itself does: the tarball unpacked below `nodes/node_modules`,
 * named as a dependency beside it, with no dependency of its own installed.
 */
export function installPackage(tarball: string, home: string, name: string): void {
	const nodes = path.join(home, '.n8n/nodes');
	const folder = path.join(nodes, 'node_modules', name);
	if (existsSync(path.join(folder, 'package.json'))) return;
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
		version: string;
	};
	const description = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	writeFileSync(path.join(nodes, 'package.json'), JSON.stringify(description, null, 2));
}
