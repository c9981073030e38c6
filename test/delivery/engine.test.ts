import type { Transport } from '../../src/delivery';
import { CommerceWebhooksError } from '../../src/model/errors';
import { FIRST_PER_ORIGIN } from '../../src/delivery/room';
import type { OutboxStore, Store } from '../../src/storage';
import { FakeClock, settle } from '../support/fake-clock';
import { silence, type Receiver } from '../support/receiver';
import { verifyWebhooks } from '../support/verify-webhooks';
import {
	abandon,
	bench,
	closeAll,
	receive,
	receiveBy,
	receiveCounting,
	type DeliveryBench,
} from './delivery-bench';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

afterEach(closeAll);

/** The store as it is, but for some calls to its outbox. */
function withOutbox(replace: (outbox: OutboxStore) => Partial<OutboxStore>) {
	return (store: Store): Store => {
		const replaced: Partial<OutboxStore> = replace(store.outbox);
		const outbox = new Proxy(store.outbox, {
			get: (real, name) => Reflect.get(replaced, name) ?? Reflect.get(real, name).bind(real),
		});
		return { ...store, outbox };
	};
}

const unavailable = () =>
	new CommerceWebhooksError('store_unavailable', 'the store does not answer');

describe('an execution that is canceled', () => {
	test('before it began leaves all of it to the background', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);

		const ids = await tools.dispatchAll([{}, {}, {}], [subscription], {
			signal: AbortSignal.abort(),
		});

		expect(receiver.requests).toHaveLength(0);
		tools.engine.start();
		await tools.passUntil(() => receiver.requests.length === 3, 'the requests');
		await tools.until(async () => (await tools.state(ids[2]?.[0])) === 'delivered', 'the record');
	});

	test('while the events are stored leaves all of it to the background', async () => {
		const receiver = await receive();
		const canceling = new AbortController();
		const tools = await bench({
			through: withOutbox((outbox) => ({
				insert: async (...given) => {
					const ids = await outbox.insert(...given);
					canceling.abort();
					return ids;
				},
			})),
		});

		await tools.dispatchAll([{}, {}, {}], [await tools.subscribe(receiver.url)], {
			signal: canceling.signal,
		});

		expect(receiver.requests).toHaveLength(0);
	});

	test('amid its requests starts no more of them, and the background sends the rest at once', async () => {
		const canceling = new AbortController();
		const receiver = await receiveBy((_request, index) => {
			if (index === 1) canceling.abort();
			return { status: 200, delayMs: 20 };
		});
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);

		const ids = await tools.dispatchAll(Array(10).fill({}), [subscription], {
			maximumConcurrent: 2,
			signal: canceling.signal,
		});

		expect(receiver.requests.length).toBeLessThan(5);
		expect(ids).toHaveLength(10);
		tools.engine.start();
		await tools.passUntil(() => receiver.requests.length === 10, 'the rest');
		await tools.until(
			async () => (await tools.store.history.progress(ids.flat())).final === 10,
			'their records',
		);
		expect(new Set(receiver.requests.map((request) => request.header('webhook-id'))).size).toBe(10);
	});

	test('ends its waiting for final results', async () => {
		const receiver = await receive(500);
		const canceling = new AbortController();
		const tools = await bench();
		const dispatched = tools.dispatch({}, [await tools.subscribe(receiver.url)], {
			waitForFinalResult: true,
			signal: canceling.signal,
		});
		await tools.until(() => receiver.requests.length === 1, 'the first attempt');

		canceling.abort();
		let ended = false;
		void dispatched.then(() => (ended = true));
		await tools.passUntil(() => ended, 'the dispatch');

		expect(await tools.state((await dispatched)[0])).toBe('pending');
	});
});

describe('waiting for final results', () => {
	test('returns when every delivery has succeeded or failed for good', async () => {
		const [slow, gone, fine] = [await receive(500, 500, 200), await receive(410), await receive()];
		const tools = await bench();
		const recipients = [
			await tools.subscribe(slow.url),
			await tools.subscribe(gone.url),
			await tools.subscribe(fine.url),
		];
		tools.engine.start();

		const dispatched = tools.dispatch({}, recipients, { waitForFinalResult: true });
		let ended = false;
		void dispatched.then(() => (ended = true));
		await tools.until(() => fine.requests.length === 1, 'the first attempts');
		await settle();
		expect(ended).toBe(false);
		await tools.passUntil(() => slow.requests.length === 2, 'the second attempt');
		await tools.clock.pause(5 * MINUTE);
		await tools.passUntil(() => ended, 'the dispatch');

		const states = await Promise.all((await dispatched).map(async (id) => await tools.state(id)));
		expect(states).toEqual(['delivered', 'failed', 'delivered']);
	});
});

describe('a process that dies', () => {
	/** An engine whose process ends when a request is under way: nothing that happens later is recorded. */
	async function dying(
		receiver: Receiver,
		clock?: DeliveryBench['clock'],
		folder?: string,
	): Promise<DeliveryBench> {
		return await bench({
			...(clock && { clock }),
			...(folder && { folder }),
			sending: (transport): Transport => ({
				send: async (request) => {
					const seen = receiver.requests.length;
					void transport.send(request);
					while (receiver.requests.length === seen) await settle();
					return await new Promise(() => {});
				},
				close: async () => {},
			}),
		});
	}

	test('amid a request has it recorded as interrupted, and it is sent again under the same id', async () => {
		const receiver = await receive();
		const dead = await dying(receiver);
		const subscription = await dead.subscribe(receiver.url);
		void dead.dispatch({ id: 'order-1' }, [subscription]);
		await dead.until(() => receiver.requests.length === 1, 'the request');
		abandon(dead);

		const alive = await bench({ folder: dead.folder, clock: dead.clock });
		alive.engine.start();
		const [before] = await alive.store.history.page({ eventId: 'order-1' }, 1, null);
		expect(before).toMatchObject({ delivery: { state: 'sending', attemptsMade: 1 }, attempts: [] });
		await alive.pass(29 * SECOND);
		expect(receiver.requests).toHaveLength(1);
		await alive.passUntil(() => receiver.requests.length === 2, 'the second request');
		await alive.until(
			async () => (await alive.state(before?.delivery.id)) === 'delivered',
			'its record',
		);

		const { delivery, attempts } = await alive.record(before?.delivery.id);
		expect(delivery.attemptsMade).toBe(2);
		expect(attempts).toMatchObject([
			{ number: 1, outcome: 'interrupted', response: null, error: { code: 'interrupted' } },
			{ number: 2, outcome: 'delivered', response: { status: 200 } },
		]);
		expect(receiver.requests.map((request) => request.header('webhook-id'))).toEqual([
			'order-1',
			'order-1',
		]);
		expect(receiver.requests[1]?.body).toEqual(receiver.requests[0]?.body);
		const secret = subscription.secrets.signingSecrets[0]?.secret ?? '';
		expect(verifyWebhooks(receiver.requests, secret)).toHaveLength(2);
	});

	test('each time it sends makes five attempts and no more', async () => {
		const receiver = await receive();
		const first = await dying(receiver);
		void first.dispatch({ id: 'deadly' }, [await first.subscribe(receiver.url)]);
		await first.until(() => receiver.requests.length === 1, 'the first request');
		abandon(first);
		let now = first.clock.now();
		for (let lives = 2; lives <= 7; lives++) {
			// A clock of its own: that of the dead stands still.
			const dead = await dying(receiver, new FakeClock(now), first.folder);
			dead.engine.start();
			for (let seconds = 0; seconds < 50 && receiver.requests.length < lives; seconds++) {
				await dead.pass(SECOND);
			}
			now = dead.clock.now();
			abandon(dead);
		}

		const reader = await bench({ folder: first.folder });
		const [record] = await reader.store.history.page({ eventId: 'deadly' }, 1, null);
		expect(receiver.requests).toHaveLength(5);
		expect(record?.delivery).toMatchObject({ state: 'failed', attemptsMade: 5 });
		expect(record?.attempts.map(({ outcome }) => outcome)).toEqual(Array(5).fill('interrupted'));
	});

	test('before the first attempt has it made by another one, 45 seconds later', async () => {
		const receiver = await receive();
		const dead = await bench({
			through: withOutbox((outbox) => ({
				step: async (...given) =>
					given[1] === null ? await outbox.step(...given) : await new Promise(() => {}),
			})),
		});
		void dead.dispatch({ id: 'order-1' }, [await dead.subscribe(receiver.url)]);
		await dead.until(
			async () => (await dead.store.history.page({ eventId: 'order-1' }, 1, null)).length === 1,
			'the stored event',
		);
		await settle();
		abandon(dead);

		const alive = await bench({ folder: dead.folder, clock: dead.clock });
		alive.engine.start();
		await alive.pass(44 * SECOND);
		expect(receiver.requests).toHaveLength(0);
		await alive.passUntil(() => receiver.requests.length === 1, 'the request');
	});

	test('or is paused for too long does not overwrite what another one did since', async () => {
		const receiver = await receive(500, 200);
		let finish = (): void => {};
		const paused = await bench({
			sending: (transport) => ({
				send: async (request) => {
					const exchange = await transport.send(request);
					await new Promise<void>((resolve) => (finish = resolve));
					return exchange;
				},
				close: async () => {},
			}),
		});
		const dispatched = paused.dispatch({ id: 'order-1' }, [await paused.subscribe(receiver.url)]);
		await paused.until(() => receiver.requests.length === 1, 'the request');
		const other = await bench({ folder: paused.folder, clock: paused.clock });
		other.engine.start();
		await other.passUntil(() => receiver.requests.length === 2, 'the second request');
		const [record] = await other.store.history.page({ eventId: 'order-1' }, 1, null);
		await other.until(
			async () => (await other.state(record?.delivery.id)) === 'delivered',
			'its record',
		);

		finish();
		await dispatched;

		const { delivery, attempts } = await other.record(record?.delivery.id);
		expect(delivery.state).toBe('delivered');
		expect(attempts.map(({ outcome }) => outcome)).toEqual(['interrupted', 'delivered']);
		await other.engine.stop();
	});

	test('while it sends once more what was delivered leaves it delivered', async () => {
		const receiver = await receive();
		const first = await bench();
		const [id] = await first.dispatch({}, [await first.subscribe(receiver.url)]);
		const dead = await dying(receiver, first.clock, first.folder);
		void dead.engine.resend((await dead.record(id)).delivery);
		await dead.until(() => receiver.requests.length === 2, 'the manual request');
		abandon(dead);

		first.engine.start();
		for (let seconds = 0; seconds < 60; seconds++) await first.pass(SECOND);
		await first.until(async () => (await first.state(id)) !== 'sending', 'what became of it');

		const { delivery, attempts } = await first.record(id);
		expect(delivery).toMatchObject({ state: 'delivered', nextAttemptAt: null });
		expect(attempts.at(-1)).toMatchObject({ trigger: 'manual', outcome: 'interrupted' });
		expect(receiver.requests).toHaveLength(2);
	});
});

describe('a store that does not answer', () => {
	test('while events are stored: nothing is sent, and the dispatch fails with its error', async () => {
		const receiver = await receive();
		const tools = await bench({
			through: withOutbox(() => ({
				insert: async () => {
					throw unavailable();
				},
			})),
		});

		await expect(tools.dispatch({}, [await tools.subscribe(receiver.url)])).rejects.toMatchObject({
			code: 'store_unavailable',
		});
		expect(receiver.requests).toHaveLength(0);
	});

	test('while it sends: the dispatch fails with its error, and all that was sent is in the history', async () => {
		const receiver = await receive();
		let answers = Number.POSITIVE_INFINITY;
		const tools = await bench({
			through: withOutbox((outbox) => ({
				step: async (...given) => {
					answers -= 1;
					if (answers < 0) throw unavailable();
					return await outbox.step(...given);
				},
			})),
		});
		const subscription = await tools.subscribe(receiver.url);
		answers = 2;

		const dispatched = tools.dispatchAll(Array(30).fill({}), [subscription], {
			maximumConcurrent: 5,
		});
		let failure: unknown;
		void dispatched.catch((error: unknown) => (failure = error));
		await tools.passUntil(() => failure !== undefined, 'the failure');

		expect(failure).toMatchObject({ code: 'store_unavailable' });
		const sent = receiver.requests.map((request) => request.header('webhook-id'));
		expect(sent.length).toBeGreaterThan(0);
		const records = await tools.store.history.page({}, 30, null);
		const claimed = records.filter(({ delivery }) => delivery.attemptsMade > 0);
		expect(claimed.map(({ delivery }) => delivery.eventId)).toEqual(expect.arrayContaining(sent));
		answers = Number.POSITIVE_INFINITY;
		tools.engine.start();
		await tools.passUntil(
			async () =>
				(await tools.store.history.progress(records.map(({ delivery }) => delivery.id))).final ===
				30,
			'all deliveries',
		);
	});

	test('now and then: the dispatch goes on', async () => {
		const receiver = await receive();
		let calls = 0;
		const tools = await bench({
			through: withOutbox((outbox) => ({
				step: async (...given) => {
					calls += 1;
					if (calls % 2 === 0) throw unavailable();
					return await outbox.step(...given);
				},
			})),
		});

		const dispatched = tools.dispatchAll(
			Array(20).fill({}),
			[await tools.subscribe(receiver.url)],
			{
				maximumConcurrent: 1,
			},
		);
		let ended: unknown;
		void dispatched.then(
			() => (ended = 'well'),
			(error: unknown) => (ended = error),
		);
		await tools.passUntil(() => ended !== undefined, 'the dispatch');

		expect(ended).toBe('well');
		expect(receiver.requests).toHaveLength(20);
	});

	test('now and then while final results are awaited: the waiting goes on', async () => {
		const receiver = await receive(500, 200);
		let calls = 0;
		const tools = await bench({
			through: (store) => ({
				...store,
				history: new Proxy(store.history, {
					get: (history, name) => async (ids: string[]) => {
						calls += 1;
						if (name === 'progress' && calls % 3 !== 0) throw unavailable();
						return await Reflect.get(history, name).call(history, ids);
					},
				}),
			}),
		});
		tools.engine.start();
		const subscription = await tools.subscribe(receiver.url);

		let ended: unknown;
		void tools.dispatch({}, [subscription], { waitForFinalResult: true }).then(
			() => (ended = 'well'),
			(error: unknown) => (ended = error),
		);
		await tools.passUntil(() => ended !== undefined, 'the dispatch');

		expect(ended).toBe('well');
		expect(receiver.requests).toHaveLength(2);
	});

	test('while final results are awaited: the dispatch fails with its error', async () => {
		const receiver = await receive(500);
		const tools = await bench({
			through: (store) => ({
				...store,
				history: {
					...store.history,
					progress: async () => {
						throw unavailable();
					},
				} as unknown as Store['history'],
			}),
		});
		const subscription = await tools.subscribe(receiver.url);

		let failure: unknown;
		void tools
			.dispatch({}, [subscription], { waitForFinalResult: true })
			.catch((error: unknown) => (failure = error));
		await tools.passUntil(() => failure !== undefined, 'the failure');

		expect(failure).toMatchObject({ code: 'store_unavailable' });
	});

	test('after it gave deliveries out: they are sent all the same, and their places become free', async () => {
		const receiver = await receive();
		const tools = await bench({
			through: withOutbox((outbox) => {
				let failed = false;
				const failOnce = () => {
					if (failed) return;
					failed = true;
					throw unavailable();
				};
				return {
					nextDueAt: async () => {
						failOnce();
						return await outbox.nextDueAt();
					},
				};
			}),
		});
		const subscription = await tools.subscribe(receiver.url);
		const ids = await tools.dispatchAll([{}, {}], [subscription], { signal: AbortSignal.abort() });

		tools.engine.start();
		await tools.passUntil(() => receiver.requests.length === 2, 'the requests');
		await tools.until(
			async () => (await tools.store.history.progress(ids.flat())).final === 2,
			'the records',
		);

		const attempts = await Promise.all(ids.map(async ([id]) => (await tools.record(id)).attempts));
		expect(attempts.flat().map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
		const place = { deliveryId: '', origin: new URL(receiver.url).origin, subscription: null };
		let free = 0;
		while (tools.room.reserve(place)) free += 1;
		expect(free).toBe(FIRST_PER_ORIGIN + 2);
	});
});

test('a subscription that another process has changed takes one place for each request', async () => {
	const receiver = await receive();
	const tools = await bench();
	const subscription = await tools.subscribe(receiver.url, { maximumConcurrent: 4 });
	// Answers that its origin is given more places for.
	await tools.dispatchAll([{}, {}, {}], [subscription]);
	const other = await bench({ folder: tools.folder });
	const settings = { ...subscription.settings, name: 'Another name' };
	await other.store.subscriptions.update({ ...subscription, settings });

	const ids = await tools.dispatchAll([{}, {}, {}], [subscription]);

	const states = await Promise.all(ids.map(async ([id]) => await tools.state(id)));
	expect(states).toEqual(['delivered', 'delivered', 'delivered']);
	expect(receiver.requests).toHaveLength(6);
	const places = [1, 2, 3, 4, 5].map((index) =>
		tools.room.reserve({ deliveryId: '', origin: `https://${index}.example`, subscription }),
	);
	expect(places).toEqual([true, true, true, true, false]);
});

describe('a dispatch beside others', () => {
	test('does not wait for receivers it does not send to', async () => {
		const [dead, healthy] = [await receive(silence()), await receive()];
		const tools = await bench();
		const stuck = await tools.subscribe(dead.url, { maximumConcurrent: 2, timeoutSeconds: 120 });
		await tools.dispatchAll([{}, {}, {}], [stuck], { signal: AbortSignal.abort() });
		tools.engine.start();
		await tools.passUntil(() => dead.requests.length === 2, 'the dead receiver');

		const [id] = await tools.dispatch({}, [await tools.subscribe(healthy.url)]);

		expect(await tools.state(id)).toBe('delivered');
	});

	test('keeps its first attempts from the background for as long as it goes on', async () => {
		const { receiver, count } = await receiveCounting(5);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { maximumConcurrent: 1000 });
		tools.engine.start();

		let ended = false;
		void tools
			.dispatchAll(Array(20).fill({}), [subscription], { maximumConcurrent: 1 })
			.then(() => (ended = true));
		await tools.until(async () => {
			await tools.pass(5 * SECOND);
			return ended;
		}, 'the dispatch');

		expect(receiver.requests).toHaveLength(20);
		expect(count.most).toBe(1);
	});
});

test('an attempt that cannot even be prepared is recorded, and stops nothing else', async () => {
	const receiver = await receive();
	const tools = await bench();
	const subscription = await tools.subscribe(receiver.url);

	const [id] = await tools.dispatch({}, [subscription], { allowedNetworks: '10.0.0.0/99' });

	expect(await tools.record(id)).toMatchObject({
		delivery: { state: 'failed', attemptsMade: 1 },
		attempts: [
			{
				outcome: 'failed',
				error: { code: 'unknown', message: expect.stringContaining('10.0.0.0/99') },
			},
		],
	});
	const [other] = await tools.dispatch({}, [subscription]);
	expect(await tools.state(other)).toBe('delivered');
});
