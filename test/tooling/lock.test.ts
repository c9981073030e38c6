import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { script } from './support/script';

const { withLock } = script<{
	withLock<T>(
		folder: string,
		work: () => Promise<T>,
		options?: { onWait?: () => void; pollMs?: number; staleMs?: number },
	): Promise<T>;
}>('lock.mjs');

const folder = mkdtempSync(path.join(tmpdir(), 'lock-test-'));
const lock = path.join(folder, 'some/where.lock');

afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => rmSync(lock, { recursive: true, force: true }));

function held(pid: number, host = hostname()): void {
	mkdirSync(lock, { recursive: true });
	writeFileSync(path.join(lock, 'owner.json'), JSON.stringify({ id: 'other', pid, host }));
}

function endedProcess(): number {
	return spawnSync(process.execPath, ['--version']).pid;
}

test('only one holder works at a time, and each gets its turn', async () => {
	let working = 0;
	let most = 0;
	const work = async () => {
		most = Math.max(most, ++working);
		await new Promise((resolve) => setImmediate(resolve));
		working -= 1;
		return 'done';
	};
	const results = await Promise.all(
		Array.from({ length: 8 }, () => withLock(lock, work, { pollMs: 1 })),
	);
	expect(results).toEqual(Array(8).fill('done'));
	expect(most).toBe(1);
	expect(existsSync(lock)).toBe(false);
});

test('a lock is given back when the work fails', async () => {
	await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(existsSync(lock)).toBe(false);
});

test('the lock of a process that is gone is taken over', async () => {
	held(endedProcess());
	await expect(withLock(lock, async () => 'mine')).resolves.toBe('mine');
});

test('a lock whose heartbeat stopped is taken over, wherever its process was', async () => {
	held(process.pid, 'another-machine');
	const longAgo = new Date(Date.now() - 120_000);
	utimesSync(lock, longAgo, longAgo);
	await expect(withLock(lock, async () => 'mine')).resolves.toBe('mine');
});

test('the lock of a living process is waited for, and the wait is told once', async () => {
	held(process.pid);
	let waits = 0;
	const waiting = withLock(lock, async () => 'mine', {
		pollMs: 1,
		onWait: () => {
			waits += 1;
			setImmediate(() => rmSync(lock, { recursive: true }));
		},
	});
	await expect(waiting).resolves.toBe('mine');
	expect(waits).toBe(1);
});
