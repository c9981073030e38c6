import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import workerThreads, { Worker } from 'node:worker_threads';

import { Checkpoints } from '../../src/storage/database/checkpoints';
import type { Database } from '../../src/storage/database/database';
import { openSqliteDatabase } from '../../src/storage/database/sqlite-database';
import { freshFolder } from './support/fresh-folder';

const MEBIBYTE = 1024 * 1024;

let folder: string;
let file: string;

beforeEach(() => {
	folder = freshFolder('checkpoints-');
	file = path.join(folder, 'store.sqlite');
});

afterEach(() => {
	jest.restoreAllMocks();
	rmSync(folder, { recursive: true, force: true });
});

/** Half a mebibyte a transaction. */
async function write(database: Database, mebibytes: number): Promise<void> {
	for (let part = 0; part < mebibytes * 2; part += 1)
		await database.run('INSERT INTO t VALUES (zeroblob(524288))');
}

/** The same half mebibyte again and again, more than a hundred of them a second. */
async function rewrite(database: Database, mebibytes: number): Promise<void> {
	for (let round = 0; round < mebibytes * 2; round += 1) {
		await database.run('UPDATE t SET bytes = randomblob(524288)');
		await pause(2);
	}
}

async function until(condition: () => boolean, what: string): Promise<void> {
	const deadline = performance.now() + 10_000;
	while (!condition()) {
		if (performance.now() > deadline) throw new Error(`Not after 10 s: ${what}`);
		await pause(20);
	}
}

describe('the log of a SQLite file', () => {
	it('is brought into the file beside the work, and nothing is left of it when the store is closed', async () => {
		const database = await openSqliteDatabase(file);
		await database.run('CREATE TABLE t (bytes BLOB)');
		await write(database, 4);
		expect(statSync(file).size).toBeLessThan(MEBIBYTE);

		await write(database, 12);
		const isBroughtIn = () => {
			// Whoever looks is told of a commit.
			void database.run('INSERT INTO t VALUES (NULL)');
			return statSync(file).size > 8 * MEBIBYTE;
		};
		await until(isBroughtIn, 'the file holds what was in the log');

		await database.close();
		expect(existsSync(`${file}-wal`)).toBe(false);
		const connection = new DatabaseSync(file, { readOnly: true });
		expect(connection.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
		expect(connection.prepare('SELECT sum(length(bytes)) AS bytes FROM t').get()).toEqual({
			bytes: 16 * MEBIBYTE,
		});
		connection.close();
	});

	it('is begun anew after a pause, however little was left of it', async () => {
		const database = await openSqliteDatabase(file);
		await database.run('CREATE TABLE t (bytes BLOB)');
		await write(database, 12);
		const { size } = statSync(`${file}-wal`);
		await until(() => statSync(file).size > 12 * MEBIBYTE, 'the file holds all of the log');

		await write(database, 10);
		expect(statSync(`${file}-wal`).size).toBe(size);
		await database.close();
	});

	it('grows while somebody reads an old state, and is begun anew afterwards', async () => {
		const database = await openSqliteDatabase(file);
		await database.run('CREATE TABLE t (bytes BLOB)');
		await database.run('INSERT INTO t VALUES (zeroblob(524288))');
		const reader = new DatabaseSync(file);
		reader.exec('BEGIN');
		reader.prepare('SELECT count(*) FROM t').get();
		await rewrite(database, 50);
		const { size } = statSync(`${file}-wal`);
		expect(size).toBeGreaterThan(48 * MEBIBYTE);

		reader.close();
		await pause(500);
		await rewrite(database, 10);
		expect(statSync(`${file}-wal`).size).toBe(size);
		await database.close();
	});

	it('is begun anew before a commit has to do it, where writing never pauses', async () => {
		const database = await openSqliteDatabase(file);
		await database.run('CREATE TABLE t (bytes BLOB)');
		await database.run('INSERT INTO t VALUES (zeroblob(524288))');
		await rewrite(database, 300);
		const { size } = statSync(`${file}-wal`);
		expect(size).toBeLessThan(256 * MEBIBYTE);

		await pause(500);
		await rewrite(database, 10);
		expect(statSync(`${file}-wal`).size).toBeLessThan(65 * MEBIBYTE);
		await database.close();
	});
});

describe('the thread', () => {
	const tiny = { pageBytes: 8192, logBytes: 0, mostLogBytes: 0 };
	type Start = (...given: ConstructorParameters<typeof Worker>) => Worker;

	/** How often one is started for a file; other stores of the process may start theirs. */
	function startsFor(watched: string, start: Start): jest.Mock<unknown, []> {
		const starts = jest.fn<unknown, []>();
		jest.spyOn(workerThreads, 'Worker').mockImplementation((code, options) => {
			if (options?.workerData.file === watched) starts();
			return start(code, options);
		});
		return starts;
	}
	const RealWorker = Worker;
	const really: Start = (code, options) => new RealWorker(code, options);
	const forbidden: Start = () => {
		throw new Error('Access to this API has been restricted');
	};

	it.each([
		['cannot open the file', really],
		['may not be started', forbidden],
	])('that %s stops nothing, and is not started again', async (_what, start) => {
		const noFile = path.join(folder, 'a-folder');
		mkdirSync(noFile);
		writeFileSync(`${noFile}-wal`, '');
		const starts = startsFor(noFile, start);
		const onFailure = jest.fn();
		const checkpoints = new Checkpoints({ ...tiny, file: noFile, onFailure });
		checkpoints.noteCommit();
		await pause(500);
		checkpoints.noteCommit();

		expect(starts).toHaveBeenCalledTimes(1);
		expect(onFailure).toHaveBeenCalledTimes(1);
		await checkpoints.close();
	});

	it('is missing, so that commits keep the log short by themselves', async () => {
		startsFor(file, forbidden);
		const database = await openSqliteDatabase(file);
		await database.run('CREATE TABLE t (bytes BLOB)');
		await database.run('INSERT INTO t VALUES (zeroblob(524288))');
		await rewrite(database, 150);

		const { size } = statSync(`${file}-wal`);
		await database.close();
		expect(size).toBeGreaterThan(48 * MEBIBYTE);
		expect(size).toBeLessThan(66 * MEBIBYTE);
	});

	it('is not started for a store that is closed', async () => {
		writeFileSync(`${file}-wal`, '');
		const starts = startsFor(file, really);
		const onFailure = jest.fn();
		const checkpoints = new Checkpoints({ ...tiny, file, onFailure });
		await checkpoints.close();
		checkpoints.noteCommit();

		expect(starts).not.toHaveBeenCalled();
		expect(onFailure).not.toHaveBeenCalled();
	});
});
