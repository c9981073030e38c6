import { buildSync } from 'esbuild';
import { rmSync } from 'node:fs';
import path from 'node:path';

import { freshFolder } from '../../storage/support/fresh-folder';

/** The sender's program in one file: it is started hundreds of times, and must be quick. */
export interface SenderProgram {
	file: string;
	remove(): void;
}

export function buildSenderProgram(): SenderProgram {
	const folder = freshFolder('sender-');
	const file = path.join(folder, 'sender.cjs');
	buildSync({
		entryPoints: [path.join(__dirname, 'sender-process.ts')],
		outfile: file,
		bundle: true,
		platform: 'node',
		external: ['pg-native'],
		logLevel: 'error',
	});
	return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
