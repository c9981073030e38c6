import { randomBytes } from 'node:crypto';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { Client } from 'pg';

import { openStore, type News, type Store } from '../../src/storage';
import { waitFor } from '../support/lab/wait-for';
import {
	describeWith,
	dropSchemas,
	POSTGRES_URL,
	postgresConnection,
	postgresService,
	queryPostgres,
} from '../support/services';
import {
	aDelivery,
	anEvent,
	anInboxRow,
	claimAt,
	delivered,
	inserted,
	insertedIds,
	NODE,
	START,
} from './support/records';

jest.setTimeout(60_000);

/** A way to the server that can be cut, as networks and fail-overs do. */
class Wire {
	private server: Server | null = null;
	private readonly sockets = new Set<Socket>();
	port = 0;

	async open(): Promise<void> {
		const { host, port } = postgresConnection();
		const server = createServer((near) => {
			const far = connect(port, host);
			for (const socket of [near, far]) {
				this.sockets.add(socket);
				socket.on('error', () => undefined);
				socket.on('close', () => {
					this.sockets.delete(socket);
					near.destroy();
					far.destroy();
				});
			}
			near.pipe(far).pipe(near);
		});
		await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
		this.port = (server.address() as AddressInfo).port;
		this.server = server;
	}

	/** Ends every connection and refuses new ones, as a server that is started anew. */
	async cut(): Promise<void> {
		const { server } = this;
		this.server = null;
		for (const socket of this.sockets) socket.destroy();
		await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
	}

	/** Ends every connection; new ones are taken. */
	drop(): void {
		for (const socket of this.sockets) socket.destroy();
	}
}

describeWith([postgresService], 'the store on a Postgres that is not always there', () => {
	let wire: Wire;
	let schema: string;
	/** With settings of its own, so that they concern nobody else. */
	let role: string;
	let store: Store;
	let opened: Store[] = [];

	beforeEach(async () => {
		wire = new Wire();
		await wire.open();
		schema = `test_${randomBytes(8).toString('hex')}`;
		role = `role_${schema}`;
		await queryPostgres(`CREATE ROLE ${role} LOGIN`);
		await queryPostgres(`CREATE SCHEMA ${schema} AUTHORIZATION ${role}`);
		store = await open();
	});

	afterEach(async () => {
		for (const one of opened) await one.close().catch(() => undefined);
		opened = [];
		await wire.cut();
		await dropSchemas(schema);
		await queryPostgres(`DROP ROLE ${role}`);
	});

	async function open(): Promise<Store> {
		const one = await openStore({
			engine: 'postgres',
			...postgresConnection(),
			host: '127.0.0.1',
			port: wire.port,
			user: role,
			schema,
			ssl: false,
			encryptionKey: 'the key of the tests',
		});
		opened.push(one);
		return one;
	}

	async function insert(eventId: string): Promise<string[]> {
		const event = anEvent(eventId, [aDelivery('url:1')]);
		return (await insertedIds(store.outbox, [event], inserted())).flat();
	}

	it('uses other connections where all of the pool were ended by the server', async () => {
		await Promise.all(Array.from({ length: 8 }, (_, index) => insert(`evt_${index}`)));
		await queryPostgres(
			`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE usename = $1`,
			[role],
		);

		expect(await insert('evt_after')).toHaveLength(1);
	});

	it('uses other connections where they broke without a word', async () => {
		await Promise.all(Array.from({ length: 8 }, (_, index) => insert(`evt_${index}`)));
		wire.drop();

		expect(await insert('evt_after')).toHaveLength(1);
	});

	it('says that it is not available while the server is away, and works as soon as it is back', async () => {
		const [id = ''] = await insert('evt_1');
		const { claimed } = await store.outbox.step([], claimAt(START));
		await wire.cut();
		const results = claimed.map((one) => delivered(one));
		await expect(store.outbox.step(results, claimAt(START))).rejects.toMatchObject({
			code: 'store_unavailable',
			message: expect.stringMatching(/Postgres at 127\.0\.0\.1:\d+\/\w+ is not available/),
			remedy: expect.stringContaining('work goes on by itself'),
		});
		await expect(insert('evt_2')).rejects.toMatchObject({ code: 'store_unavailable' });
		await wire.open();

		expect((await store.outbox.step(results, null)).refused).toEqual([]);
		const [record] = await store.history.deliveries([id]);
		expect(record?.delivery.state).toBe('delivered');
	});

	it('writes all of a transaction or nothing when the connection breaks in the middle', async () => {
		const events = function* () {
			yield anEvent(
				'evt_1',
				Array.from({ length: 600 }, (_, index) => aDelivery(`url:${index}`)),
			);
			wire.drop();
			yield anEvent('evt_2', [aDelivery('url:1')]);
		};
		await expect(store.outbox.insert(events(), inserted())).rejects.toMatchObject({
			code: 'store_unavailable',
		});

		expect(await store.history.page({}, 10, null)).toEqual([]);
	});

	it('tries a transaction again that stood in the way of another one', async () => {
		const [one, two] = [store, await open()];
		const names = Array.from({ length: 40 }, (_, index) => `evt_${index}`);
		const eventsOf = (order: readonly string[]) => ({
			*[Symbol.iterator]() {
				for (const name of order) {
					// Groups of their own, so that rows are locked one after the other.
					yield anEvent(name, [aDelivery('url:1')], {
						bodies: new Map([['envelope', Buffer.alloc(1024 * 1024, 'x')]]),
					});
				}
			},
		});
		const ids = await Promise.all([
			insertedIds(one.outbox, eventsOf(names), inserted()),
			insertedIds(two.outbox, eventsOf([...names].reverse()), inserted()),
		]);

		expect(ids[0].flat()).toEqual(ids[1].flat().reverse());
		expect(await store.history.page({}, 100, null)).toHaveLength(names.length);
	});

	it('says that a server which only reads is not the primary, and works when it is', async () => {
		await queryPostgres(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
		wire.drop();
		await expect(insert('evt_1')).rejects.toMatchObject({
			code: 'store_unavailable',
			remedy: expect.stringContaining('primary'),
		});
		await queryPostgres(`ALTER ROLE ${role} RESET default_transaction_read_only`);
		wire.drop();
		expect(await insert('evt_1')).toHaveLength(1);
	});

	it('is not held up for ever by a statement that takes too long', async () => {
		const blocker = new Client({ connectionString: POSTGRES_URL.href });
		await blocker.connect();
		await queryPostgres(`ALTER ROLE ${role} SET lock_timeout = '300ms'`);
		try {
			await blocker.query('BEGIN');
			await blocker.query(`LOCK TABLE ${schema}.delivery IN ACCESS EXCLUSIVE MODE`);
			wire.drop();
			const event = anEvent('evt_1', [aDelivery('url:1')]);
			await expect(store.outbox.insert([event], inserted())).rejects.toMatchObject({
				code: 'store_unavailable',
			});
			await blocker.query('ROLLBACK');
			expect(await insertedIds(store.outbox, [event], inserted())).toHaveLength(1);
		} finally {
			await blocker.end();
		}
	});

	it('tells other processes at once, and again after the connection was lost', async () => {
		const other = await open();
		const heard: News[] = [];
		const stop = other.onNews((news) => heard.push(news));
		const accept = async (key: string) => await store.inbox.accept([anInboxRow(key)]);
		let sent = 0;
		const isHeard = async () => {
			await accept(`evt_${(sent += 1)}`);
			return heard.length > 0;
		};
		await waitFor(isHeard, { what: 'news', timeoutMs: 10_000, pollMs: 50 });
		expect(heard[0]).toEqual({ kind: 'inbox', node: NODE });

		wire.drop();
		heard.length = 0;
		await waitFor(isHeard, { what: 'news after the connection was lost', timeoutMs: 10_000 });
		stop();
	});

	it('tells of many to be sent again, and of nothing that is rolled back', async () => {
		const heard: News[] = [];
		const stop = store.onNews((news) => heard.push(news));
		await insert('evt_1');
		const { claimed } = await store.outbox.step([], claimAt(START));
		await store.outbox.step(
			claimed.map((one) => delivered(one)),
			null,
		);
		await waitFor(
			async () => {
				await store.outbox.scheduleResends({ eventId: 'evt_1' }, 10, START);
				const { claimed: again } = await store.outbox.step([], claimAt(START));
				await store.outbox.step(
					again.map((one) => delivered(one)),
					null,
				);
				return heard.some(({ kind }) => kind === 'outbox');
			},
			{ what: 'news of the outbox', timeoutMs: 10_000, pollMs: 50 },
		);
		stop();
	});
});
