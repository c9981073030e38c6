import { open, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A place where a text was found. */
export interface Occurrence {
	/** Below the folder that was searched. */
	file: string;
	offset: number;
	/** Some bytes around it, as text. */
	around: string;
}

const chunkBytes = 4 * 1024 * 1024;
const aroundBytes = 60;

/**
 * Finds a text in the bytes of every file below a folder: databases, their write-ahead logs, logs.
 * Installed packages (`node_modules`) are left out; at most one occurrence a chunk of 4 MiB is told.
 */
export async function grepFolder(folder: string, text: string): Promise<Occurrence[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const found: Occurrence[] = [];
	for (const entry of entries) {
		const file = path.join(entry.parentPath, entry.name);
		const relative = path.relative(folder, file);
		if (!entry.isFile() || relative.split(path.sep).includes('node_modules')) continue;
		for await (const hit of grepFile(file, Buffer.from(text)))
			found.push({ file: relative, ...hit });
	}
	return found;
}

async function* grepFile(file: string, needle: Buffer): AsyncGenerator<Omit<Occurrence, 'file'>> {
	const handle = await open(file).catch(() => null);
	if (!handle) return; // Deleted since it was listed, as a database does with its journal.
	try {
		const chunk = Buffer.alloc(chunkBytes + needle.length - 1);
		for (let start = 0; ; start += chunkBytes) {
			const { bytesRead } = await handle.read(chunk, 0, chunk.length, start);
			const at = chunk.subarray(0, bytesRead).indexOf(needle);
			if (at >= 0) {
				const around = chunk.subarray(
					Math.max(0, at - aroundBytes),
					at + needle.length + aroundBytes,
				);
				yield { offset: start + at, around: around.toString('latin1') };
			}
			if (bytesRead < chunk.length) return;
		}
	} finally {
		await handle.close();
	}
}
