import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where files lie in memory, on Linux: no test is about a power cut, and a busy disk makes each commit slow. */
const MEMORY = '/dev/shm';

/** A new, empty folder; who makes it removes it. */
export function freshFolder(prefix: string): string {
	return mkdtempSync(path.join(existsSync(MEMORY) ? MEMORY : tmpdir(), prefix));
}
