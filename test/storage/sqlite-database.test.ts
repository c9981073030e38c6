import { createHash } from 'node:crypto';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';

import { openStore } from '../../src/storage';
import type { Database } from '../../src/storage/database/database';
import { openSqliteDatabase } from '../../src/storage/database/sqlite-database';
import { insertStatement } from '../../src/storage/database/row-statement';
import { OtherProcess } from './support/other-process';
import { aSubscription } from './support/records';
import { freshFolder } from './support/fresh-folder';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

const TASKS = path.join(__dirname, 'support/store-tasks.ts');
const SOON_MS = 100;

let folder: string;
let file: string;
let databases: Database[] = [];
let processes: OtherProcess[] = [];

beforeEach(() => {
	folder = freshFolder('sqlite-');
	file = path.join(folder, 'store.sqlite');
});

afterEach(async () => {
	for (const database of databases) await database.close();
	for (const other of processes) await other.kill();
	databases = [];
	processes = [];
	rmSync(folder, { recursive: true, force: true });
});

async function open(name = file, lockTimeoutMs?: number): Promise<Database> {
	const database = await openSqliteDatabase(name, lockTimeoutMs);
	databases.push(database);
	return database;
}

function options(name = file) {
	return { engine: 'sqlite' as const, path: name, encryptionKey: 'a key' };
}

function start(task: string, name = file): OtherProcess {
	const other = OtherProcess.start(TASKS, task, options(name));
	processes.push(other);
	return other;
}

function modeOf(name: string): string {
	return (statSync(name).mode & 0o777).toString(8);
}

/** Everything of a folder that a program could see to have changed. */
function fingerprint(of = folder): string[] {
	return readdirSync(of)
		.sort()
		.map((name) => {
			const whole = path.join(of, name);
			const hash = createHash('sha256').update(readFileSync(whole)).digest('hex');
			return `${name} ${modeOf(whole)} ${hash}`;
		});
}

/** What every error of the store must say. */
function errorOf(code: string, remedy: RegExp, name = file) {
	return { code, message: expect.stringContaining(name), remedy: expect.stringMatching(remedy) };
}

const INSERT_A = insertStatement({ table: 't', columns: { a: 'integer' }, key: ['a'] });

describe('a new store file', () => {
	it('can be read by its owner only, and so can the files beside it', async () => {
		const before = process.umask(0);
		const database = await open();
		await database.run('CREATE TABLE t (a TEXT)');
		process.umask(before);

		expect(readdirSync(folder).sort()).toEqual([
			'store.sqlite',
			'store.sqlite-shm',
			'store.sqlite-wal',
		]);
		for (const name of readdirSync(folder)) expect(modeOf(path.join(folder, name))).toBe('600');
	});

	it('is made with the folders it lies in', async () => {
		await open(path.join(folder, 'a', 'b', 'store.sqlite'));

		expect(existsSync(path.join(folder, 'a', 'b', 'store.sqlite'))).toBe(true);
	});

	it('may have a name with spaces, quotes and letters of all kinds', async () => {
		const name = path.join(folder, 'it\'s a "store" ü 🛒 #1?mode=ro.sqlite');
		const database = await open(name);
		await database.run('CREATE TABLE t (a TEXT)');

		expect(statSync(name).size).toBeGreaterThan(0);
		expect(database.name).toBe(name);
	});

	it('may be an empty file that somebody put there, and a link', async () => {
		writeFileSync(path.join(folder, 'empty'), '');
		symlinkSync(path.join(folder, 'empty'), file);
		await open();

		expect(modeOf(path.join(folder, 'empty'))).toBe('600');
	});

	it('survives a power cut and lets others read while it writes', async () => {
		const database = await open();

		expect(await database.all('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
		// NORMAL: see durability.test.ts for what is waited for beside it.
		expect(await database.all('PRAGMA synchronous')).toEqual([{ synchronous: 1 }]);
		expect(await database.all('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
	});
});

describe('a store file that is there', () => {
	it('is taken from everybody else who could read it, with the files that a crash left beside it', async () => {
		const other = start('claimAndHang');
		await other.next();
		await other.kill();
		for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), 0o644);
		expect(readdirSync(folder)).toHaveLength(3);
		await open();

		for (const name of readdirSync(folder)) expect(modeOf(path.join(folder, name))).toBe('600');
	});

	it('is opened again with all that is in it, however often', async () => {
		for (const id of ['sub_1', 'sub_2', 'sub_3']) {
			const store = await openStore(options());
			await store.subscriptions.insert(aSubscription(id));
			await store.close();
		}

		const store = await openStore(options());
		expect(await store.subscriptions.list()).toHaveLength(3);
		await store.close();
	});

	it('may have been made from a dump of another one', async () => {
		const store = await openStore(options());
		await store.close();
		const copy = path.join(folder, 'copy.sqlite');
		const source = new DatabaseSync(file);
		const target = new DatabaseSync(copy);
		const objects = source.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
		for (const { sql } of objects) target.exec(String(sql));
		target.exec('INSERT INTO schema_version VALUES (1)');
		source.close();
		target.close();

		const again = await openStore(options(copy));
		expect(await again.subscriptions.list()).toEqual([]);
		await again.close();
	});
});

describe('a file that is no store is refused and left as it is', () => {
	async function expectRefused(error: unknown): Promise<void> {
		const before = fingerprint();
		await expect(openStore(options())).rejects.toMatchObject(error as object);
		expect(fingerprint()).toEqual(before);
	}

	it('when it is no database', async () => {
		for (const content of ['a line', 'a letter to somebody\n'.repeat(1000), '{"json":true}']) {
			writeFileSync(file, content);
			chmodSync(file, 0o644);
			await expectRefused(errorOf('store_damaged', /another path/));
		}
	});

	it('when it is the database of another program', async () => {
		const foreign = new DatabaseSync(file);
		foreign.exec('CREATE TABLE event (id INTEGER); INSERT INTO event VALUES (1)');
		foreign.close();
		chmodSync(file, 0o664);

		await expectRefused(errorOf('store_damaged', /another path/));
	});

	it('when it is the database of another program that is being written', async () => {
		const foreign = new DatabaseSync(file);
		foreign.exec('PRAGMA journal_mode = WAL; CREATE TABLE settings (id INTEGER)');
		// Its index of the log, which is no content, may be rebuilt.
		const before = fingerprint().filter((entry) => !entry.includes('-shm'));
		await expect(openStore(options())).rejects.toMatchObject({ code: 'store_damaged' });
		expect(fingerprint().filter((entry) => !entry.includes('-shm'))).toEqual(before);
		foreign.close();
	});

	it('when its header is damaged', async () => {
		const store = await openStore(options());
		await store.close();
		const bytes = readFileSync(file);
		writeFileSync(file, Buffer.concat([Buffer.from('XXXX'), bytes.subarray(4)]));

		await expectRefused(errorOf('store_damaged', /backup/));
	});

	it('when its end is missing', async () => {
		const store = await openStore(options());
		await store.close();
		truncateSync(file, 4096 + 100);
		const before = readFileSync(file);

		await expect(openStore(options())).rejects.toMatchObject(errorOf('store_damaged', /backup/));
		expect(readFileSync(file).equals(before)).toBe(true);
	});

	it('when a newer version of this package wrote it', async () => {
		const store = await openStore(options());
		await store.close();
		const newer = new DatabaseSync(file);
		newer.exec('INSERT INTO schema_version VALUES (999)');
		newer.close();

		await expectRefused(errorOf('store_version', /Update n8n-nodes-commerce-webhooks/));
	});

	it('when it was written with another key', async () => {
		const store = await openStore(options());
		await store.close();

		const before = fingerprint();
		await expect(openStore({ ...options(), encryptionKey: 'another' })).rejects.toMatchObject(
			errorOf('encryption', /encryption key/i),
		);
		expect(fingerprint()).toEqual(before);
	});
});

describe('a damage that shows only later', () => {
	it('is an error that names the file, at the statement that meets it', async () => {
		const store = await openStore(options());
		await store.subscriptions.insert(aSubscription('sub_1'));
		await store.close();
		const bytes = readFileSync(file);
		for (let page = 4096 * 2; page < bytes.length; page += 4096) bytes.fill(0xaa, page, page + 100);
		writeFileSync(file, bytes);

		const damaged = async () => {
			const again = await openStore(options());
			await again.subscriptions.list();
		};
		await expect(damaged()).rejects.toMatchObject(errorOf('store_damaged', /backup/));
	});
});

describe('a place that cannot be written is an error that names it', () => {
	it('when it is a folder', async () => {
		mkdirSync(file);

		await expect(open()).rejects.toMatchObject(errorOf('store_unavailable', /another path/));
	});

	it('when its folder is a file', async () => {
		writeFileSync(path.join(folder, 'file'), 'content');
		for (const name of ['file/store.sqlite', 'file/deeper/store.sqlite']) {
			const whole = path.join(folder, name);
			await expect(open(whole)).rejects.toMatchObject(
				errorOf('store_unavailable', /another path/, whole),
			);
		}
		expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('content');
	});

	it('when it is no place for files at all', async () => {
		const names = [
			'/proc/store.sqlite',
			'/proc/a/b/store.sqlite',
			`/proc/self/${'x'.repeat(300)}`,
			path.join(folder, 'x'.repeat(300)),
		];
		for (const name of names) {
			await expect(open(name)).rejects.toMatchObject(
				errorOf('store_unavailable', /another path/, name),
			);
		}
	});

	it('when it is a link to nowhere, in a circle', async () => {
		symlinkSync(file, file);

		await expect(open()).rejects.toMatchObject(errorOf('store_unavailable', /another path/));
	});

	it('when the user may not write to the folder', async () => {
		chmodSync(folder, 0o755);

		expect(await start('openAsNobody').failure()).toMatchObject({
			name: 'CommerceWebhooksError',
			...errorOf('store_unavailable', /user that runs n8n/),
		});
		expect(readdirSync(folder)).toEqual([]);
	});

	it('when the user may not write to the file', async () => {
		const store = await openStore(options());
		await store.close();
		chmodSync(folder, 0o777);
		chmodSync(file, 0o444);
		const before = fingerprint();

		expect(await start('openAsNobody').failure()).toMatchObject(
			errorOf('store_unavailable', /user that runs n8n/),
		);
		expect(fingerprint()).toEqual(before);
	});
});

describe('several processes', () => {
	it('may open a fresh file at once: one of them makes the tables', async () => {
		const others = Array.from({ length: 4 }, () => start('open'));
		for (const other of others) expect(await other.next()).toBe('ready');
		for (const other of others) other.tell();

		for (const other of others) expect(await other.next()).toBe(0);
		const database = await open();
		expect(await database.all('SELECT version FROM schema_version')).toEqual([{ version: 1 }]);
	});

	it('get an error that names the file where one holds the lock for too long', async () => {
		const database = await open(file, SOON_MS);
		await database.run('CREATE TABLE t (a INTEGER)');
		const other = start('holdLock');
		await other.next();

		const busy = errorOf('store_unavailable', /Close the program/);
		await expect(database.run('INSERT INTO t VALUES (1)')).rejects.toMatchObject(busy);
		await expect(database.transaction(async () => 'done')).rejects.toMatchObject(busy);
		expect(await database.all('SELECT * FROM t')).toEqual([]);
	});

	it('get the same error at the start, before anything is made', async () => {
		writeFileSync(file, '');
		const other = start('holdLock');
		await other.next();

		await expect(open(file, SOON_MS)).rejects.toMatchObject(
			errorOf('store_unavailable', /Close the program/),
		);
	});

	it('wait for each other without holding up the rest of n8n', async () => {
		const database = await open();
		await database.run('CREATE TABLE t (a INTEGER)');
		const other = start('holdLock');
		await other.next();
		const written = database.run('INSERT INTO t VALUES (1)');
		let longestMs = 0;
		for (let count = 0; count < 50; count += 1) {
			const before = performance.now();
			await turn();
			longestMs = Math.max(longestMs, performance.now() - before);
		}
		other.tell();

		expect(await written).toBe(1);
		expect(longestMs).toBeLessThan(2500);
	});
});

describe('statements', () => {
	it('of one process never slip into a transaction of it', async () => {
		const database = await open();
		await database.run('CREATE TABLE t (a INTEGER)');
		const failing = database.transaction(async (statements) => {
			await statements.run('INSERT INTO t VALUES (1)');
			for (let count = 0; count < 5; count += 1) await turn();
			throw new Error('changed my mind');
		});
		const outside = database.run('INSERT INTO t VALUES (2)');

		await expect(failing).rejects.toThrow('changed my mind');
		expect(await outside).toBe(1);
		expect(await database.all('SELECT a FROM t')).toEqual([{ a: 2 }]);
	});

	it('of two connections of one process wait for each other', async () => {
		const [one, another] = [await open(), await open()];
		await one.run('CREATE TABLE t (a INTEGER)');
		const slow = one.transaction(async (statements) => {
			await statements.run('INSERT INTO t VALUES (1)');
			for (let count = 0; count < 5; count += 1) await turn();
			return await statements.run('INSERT INTO t VALUES (2)');
		});
		const other = another.run('INSERT INTO t VALUES (3)');

		expect(await Promise.all([slow, other])).toEqual([1, 1]);
		expect(await one.all('SELECT a FROM t')).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
	});

	it('go on after one that failed, in the order they were given', async () => {
		const database = await open();
		await database.run('CREATE TABLE t (a INTEGER NOT NULL)');
		const outcomes = await Promise.allSettled([
			database.run('INSERT INTO t VALUES (1)'),
			database.run('INSERT INTO t VALUES (NULL)'),
			database.run('INSERT INTO nowhere VALUES (1)'),
			database.changeMany(INSERT_A, [{ a: 2 }, { a: null }, { a: 3 }]),
			database.run('INSERT INTO t VALUES (4)'),
		]);

		expect(outcomes.map(({ status }) => status)).toEqual([
			'fulfilled',
			'rejected',
			'rejected',
			'rejected',
			'fulfilled',
		]);
		expect(await database.all('SELECT a FROM t')).toEqual([{ a: 1 }, { a: 4 }]);
	});

	it('say how many rows each changed', async () => {
		const database = await open();
		await database.run('CREATE TABLE t (a INTEGER PRIMARY KEY)');
		const insert = insertStatement({
			table: 't',
			columns: { a: 'integer' },
			key: ['a'],
			conflict: 'DO NOTHING',
		});

		const rows = [{ a: 1 }, { a: 1 }, { a: 2 }];
		expect(await database.changeMany(insert, rows)).toEqual([true, false, true]);
		expect(await database.run('DELETE FROM t')).toBe(2);
		expect(await database.run('DELETE FROM t')).toBe(0);
		expect(await database.changeMany(insert, [])).toEqual([]);
	});

	it('say which row each row became', async () => {
		const database = await open();
		await database.run(`CREATE TABLE t (${database.dialect.rowId}, a INTEGER UNIQUE)`);
		const insert = insertStatement({
			table: 't',
			columns: { a: 'integer' },
			key: ['a'],
			conflict: 'DO NOTHING',
		});

		expect(await database.insertMany(insert, [{ a: 7 }, { a: 7 }, { a: 8 }])).toEqual([1, null, 2]);
		expect(await database.insertMany(insert, [{ a: 8 }, { a: 9 }])).toEqual([null, 3]);
		expect(await database.insertMany(insert, [])).toEqual([]);
		expect(await database.all('SELECT row_id, a FROM t')).toEqual([
			{ row_id: 1, a: 7 },
			{ row_id: 2, a: 8 },
			{ row_id: 3, a: 9 },
		]);
	});

	it('take a set of any size as one parameter', async () => {
		const database = await open();
		const texts = Array.from({ length: 50_000 }, (_text, index) => `it's "${index}" ü`);

		const [row] = await database.all(
			`SELECT count(*) AS found FROM json_each(?) WHERE value IN ${database.dialect.textList}`,
			[JSON.stringify(texts.slice(0, 500)), JSON.stringify(texts)],
		);
		expect(row).toEqual({ found: 500 });
	});
});
