import { DatabaseSync } from 'node:sqlite';

import { GroupCommit, type Survives } from '../../src/storage/database/group-commit';

let connection: DatabaseSync;
let executed: string[];
let failing: string | null;
let group: GroupCommit;
/** What waits for the disk: each is to be told that it has it, or that it is broken. */
let disk: Array<{ resolve: () => void; reject: (error: Error) => void }>;
let isDiskQuick: boolean;
/** What others wait for. */
let others: Promise<void>;
/** What was waited for, in order. */
let waits: Array<'disk' | 'others'>;

beforeEach(() => {
	connection = new DatabaseSync(':memory:');
	connection.exec('CREATE TABLE entry (name TEXT PRIMARY KEY)');
	executed = [];
	failing = null;
	disk = [];
	isDiskQuick = true;
	others = Promise.resolve();
	waits = [];
	group = new GroupCommit(
		{
			exec: (sql) => {
				executed.push(sql);
				if (sql === failing) throw new Error(`${sql} failed`);
				connection.exec(sql);
			},
			get isTransaction() {
				return connection.isTransaction;
			},
		},
		{
			whenUnlocked: async (work) => work(),
			waitForDisk: async () => {
				waits.push('disk');
				await new Promise<void>((resolve, reject) => {
					disk.push({ resolve, reject });
					if (isDiskQuick) resolve();
				});
			},
			waitForOthers: async () => {
				waits.push('others');
				await others;
			},
			maximumSize: 10,
		},
	);
});

afterEach(() => connection.close());

async function insert(name: string, survives: Survives = 'powerCut'): Promise<string> {
	return await group.run(async () => {
		connection.prepare('INSERT INTO entry (name) VALUES (?)').run(name);
		await Promise.resolve();
		return name;
	}, survives);
}

function names(): unknown[] {
	return connection
		.prepare('SELECT name FROM entry ORDER BY rowid')
		.all()
		.map(({ name }) => name);
}

describe('transactions that wait together', () => {
	it('share one commit, in the order they were asked for', async () => {
		const results = await Promise.all(['a', 'b', 'c'].map((name) => insert(name)));

		expect(results).toEqual(['a', 'b', 'c']);
		expect(names()).toEqual(['a', 'b', 'c']);
		expect(executed.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
	});

	it('do not share more than is allowed', async () => {
		await Promise.all(Array.from({ length: 25 }, (_, index) => insert(String(index))));

		expect(executed.filter((sql) => sql === 'COMMIT')).toHaveLength(3);
		expect(names()).toHaveLength(25);
	});

	it('are undone alone when they fail', async () => {
		const results = await Promise.allSettled(['a', 'b', 'a', 'c'].map((name) => insert(name)));

		expect(results.map(({ status }) => status)).toEqual([
			'fulfilled',
			'fulfilled',
			'rejected',
			'fulfilled',
		]);
		expect(names()).toEqual(['a', 'b', 'c']);
	});

	it('are undone whole when they fail in the middle', async () => {
		const half = group.run(async () => {
			connection.exec(`INSERT INTO entry (name) VALUES ('half')`);
			throw new Error('in the middle');
		}, 'powerCut');
		const results = await Promise.allSettled([insert('a'), half, insert('b')]);

		expect(results[1]).toMatchObject({ reason: { message: 'in the middle' } });
		expect(names()).toEqual(['a', 'b']);
	});

	it('have all failed when their commit does', async () => {
		failing = 'COMMIT';
		const results = await Promise.allSettled([insert('a'), insert('b')]);
		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(names()).toEqual([]);

		failing = null;
		expect(await insert('a')).toBe('a');
	});

	it('have all failed when the database itself ended the transaction', async () => {
		const ended = group.run(async () => {
			connection.exec('ROLLBACK');
			throw new Error('the disk is full');
		}, 'powerCut');
		const results = await Promise.allSettled([insert('a'), ended, insert('b')]);

		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(names()).toEqual([]);
		expect(await insert('c')).toBe('c');
	});
});

describe('waiting for the disk', () => {
	it('is done where any of a group asks for it, and only there', async () => {
		await insert('a', 'processEnd');
		expect(disk).toHaveLength(0);
		await Promise.all([insert('b', 'processEnd'), insert('c', 'powerCut')]);
		expect(disk).toHaveLength(1);
		await insert('d', 'processEnd');
		expect(disk).toHaveLength(1);
	});

	it('holds up nobody but who must survive a power cut', async () => {
		isDiskQuick = false;
		const told: string[] = [];
		const note = (name: string) => void told.push(name);
		const first = [insert('a', 'processEnd').then(note), insert('b').then(note)];
		await first[0];
		await insert('c', 'processEnd').then(note);
		expect(names()).toEqual(['a', 'b', 'c']);
		expect(told).toEqual(['a', 'c']);

		disk[0]?.resolve();
		await Promise.all(first);
		expect(told).toEqual(['a', 'c', 'b']);
	});

	it('is done only for what others wait for where no more is needed, and after those of the same commit', async () => {
		const order: string[] = [];
		let othersAreDone = () => undefined as void;
		others = new Promise<void>((resolve) => (othersAreDone = resolve));
		const read = insert('a', 'asRead').then(() => order.push('a'));
		await insert('b', 'processEnd').then(() => order.push('b'));
		expect(order).toEqual(['b']);
		othersAreDone();
		await read;
		expect(order).toEqual(['b', 'a']);

		await Promise.all([insert('c', 'asRead'), insert('d')]);
		expect(waits).toEqual(['others', 'disk', 'others']);
	});

	it('is waited for before there is nothing left to do', async () => {
		isDiskQuick = false;
		let isIdle = false;
		const inserted = insert('a');
		await new Promise(setImmediate);
		const idle = group.idle().then(() => (isIdle = true));
		await new Promise(setImmediate);
		expect(isIdle).toBe(false);

		disk[0]?.resolve();
		await Promise.all([inserted, idle]);
		expect(isIdle).toBe(true);
	});

	it('in vain is an error of those that it was for, and of no others', async () => {
		isDiskQuick = false;
		const results = Promise.allSettled([insert('a', 'processEnd'), insert('b'), insert('c')]);
		await new Promise(setImmediate);
		disk[0]?.reject(new Error('the disk is broken'));

		expect((await results).map(({ status }) => status)).toEqual([
			'fulfilled',
			'rejected',
			'rejected',
		]);
	});
});

describe('reading', () => {
	it('needs no transaction, and sees what was asked for before', async () => {
		const [, seen] = await Promise.all([insert('a'), group.run(async () => names(), null)]);
		expect(seen).toEqual(['a']);

		executed = [];
		await Promise.all([group.run(async () => names(), null), group.run(async () => names(), null)]);
		expect(executed).toEqual([]);
	});

	it('that fails keeps nobody from anything', async () => {
		const failed = group.run(async () => connection.prepare('SELECT * FROM nothing').all(), null);
		const results = await Promise.allSettled([failed, group.run(async () => names(), null)]);

		expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		expect(await insert('a')).toBe('a');
	});
});
