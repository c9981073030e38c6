import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { MOST_ATTEMPTS, type DeliveryState } from '../../src/model/delivery';
import type { Subscription } from '../../src/model/subscription';
import { rowIdOf } from '../../src/storage/sending/delivery-ids';
import type { Answer, Receiver } from '../support/receiver';
import { bench, closeAll, receive, type DeliveryBench } from './delivery-bench';

const HOUR = 60 * 60 * 1000;

afterEach(closeAll);

async function resend(tools: DeliveryBench, id: string | undefined): Promise<void> {
	await tools.engine.resend((await tools.record(id)).delivery);
}

/** Makes the automatic attempts there will be in two days. */
async function passTwoDays(tools: DeliveryBench): Promise<void> {
	tools.engine.start();
	for (let hours = 0; hours < 48; hours++) {
		await tools.pass(HOUR);
		await tools.until(() => tools.room.fullOrigins().length === 0, 'the attempts');
		await tools.pass(50);
	}
}

interface Prepared {
	tools: DeliveryBench;
	receiver: Receiver;
	subscription: Subscription;
	id: string | undefined;
	/** How many requests and attempts there were. */
	before: number;
}

/** A delivery in a state, and a receiver that answers what comes next as `next` says. */
async function deliveryIn(state: DeliveryState, next: Answer): Promise<Prepared> {
	const answers: Partial<Record<DeliveryState, Answer[]>> = {
		delivered: [200],
		failed: [500, 500, 500, 500, 500],
		pending: [500],
		canceled: [500],
	};
	const receiver = await receive(...(answers[state] ?? []), next);
	const tools = await bench();
	const subscription = await tools.subscribe(receiver.url);
	const { subscriptions } = tools.store;
	if (state === 'skipped') await subscriptions.setActive(subscription.id, false, 'a test', 0);
	const [id] = await tools.dispatch({}, [await tools.subscription(subscription)]);
	if (state === 'skipped') await subscriptions.setActive(subscription.id, true, null, 0);
	if (state === 'failed') await passTwoDays(tools);
	if (state === 'canceled') cancel(tools, id);
	expect(await tools.state(id)).toBe(state);
	return { tools, receiver, subscription, id, before: receiver.requests.length };
}

function cancel({ folder }: DeliveryBench, id = ''): void {
	const database = new DatabaseSync(path.join(folder, 'store.sqlite'));
	database
		.prepare(
			`UPDATE delivery SET state = 'canceled', next_attempt_at = NULL, finished_at = 1 WHERE row_id = ?`,
		)
		.run(rowIdOf(id));
	database.close();
}

describe('sending once more', () => {
	test.each(['failed', 'delivered', 'skipped', 'canceled', 'pending'] as const)(
		'makes one attempt of what is %s, and with it the delivery is delivered',
		async (state) => {
			const { tools, receiver, id, before } = await deliveryIn(state, 200);
			const { attemptsMade } = (await tools.record(id)).delivery;

			await resend(tools, id);

			const { delivery, attempts } = await tools.record(id);
			expect(delivery).toMatchObject({ state: 'delivered', attemptsMade, nextAttemptAt: null });
			expect(attempts).toHaveLength(before + 1);
			expect(attempts.at(-1)).toMatchObject({
				number: before + 1,
				trigger: 'manual',
				outcome: 'delivered',
			});
			await passTwoDays(tools);
			expect(receiver.requests).toHaveLength(before + 1);
			expect(new Set(receiver.requests.map((request) => request.header('webhook-id'))).size).toBe(
				1,
			);
		},
	);

	test.each([
		['failed', 'failed'],
		['delivered', 'delivered'],
		['skipped', 'failed'],
		['canceled', 'failed'],
	] as const)('of what is %s, in vain, leaves it %s and is not repeated', async (state, after) => {
		const { tools, receiver, id, before, subscription } = await deliveryIn(state, 500);
		const { consecutiveFailures } = (await tools.subscription(subscription)).status;

		await resend(tools, id);

		const { delivery, attempts } = await tools.record(id);
		expect(delivery).toMatchObject({ state: after, nextAttemptAt: null });
		expect(attempts.at(-1)).toMatchObject({
			trigger: 'manual',
			outcome: 'failed',
			response: { status: 500 },
		});
		await passTwoDays(tools);
		expect(receiver.requests).toHaveLength(before + 1);
		expect((await tools.subscription(subscription)).status.consecutiveFailures).toBe(
			consecutiveFailures,
		);
	});

	test('of what is pending, in vain, leaves it its five automatic attempts', async () => {
		const { tools, receiver, id } = await deliveryIn('pending', 500);

		await resend(tools, id);

		expect((await tools.record(id)).delivery).toMatchObject({ state: 'pending', attemptsMade: 1 });
		await passTwoDays(tools);
		const { delivery, attempts } = await tools.record(id);
		expect(delivery).toMatchObject({ state: 'failed', attemptsMade: 5 });
		expect(attempts.map(({ trigger }) => trigger)).toEqual([
			'automatic',
			'manual',
			'automatic',
			'automatic',
			'automatic',
			'automatic',
		]);
		expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(receiver.requests).toHaveLength(6);
	});

	test('before the first attempt takes its place', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		const canceled = AbortSignal.abort();
		const [id] = await tools.dispatch({}, [subscription], { signal: canceled });

		await resend(tools, id);

		await passTwoDays(tools);
		expect(receiver.requests).toHaveLength(1);
		expect((await tools.record(id)).delivery).toMatchObject({
			state: 'delivered',
			attemptsMade: 0,
		});
	});

	test('is refused where the delivery has had as many attempts as can be numbered', async () => {
		const { tools, receiver, id, before } = await deliveryIn('delivered', 200);
		const database = new DatabaseSync(path.join(tools.folder, 'store.sqlite'));
		database.exec(`UPDATE attempt SET row_id = row_id + ${MOST_ATTEMPTS - 1}`);
		database.exec(`UPDATE delivery SET last_number = ${MOST_ATTEMPTS}`);
		database.close();

		await expect(resend(tools, id)).rejects.toMatchObject({
			code: 'conflict',
			field: 'deliveryId',
			message: `The delivery ${id} cannot be sent: it was sent ${MOST_ATTEMPTS} times already`,
		});
		expect((await tools.record(id)).attempts.at(-1)?.number).toBe(MOST_ATTEMPTS);
		expect(receiver.requests).toHaveLength(before);
	});

	test('twice sends twice, at the same time too', async () => {
		const { tools, receiver, id } = await deliveryIn('delivered', { status: 200, delayMs: 20 });

		const both = Promise.all([resend(tools, id), resend(tools, id)]);
		let ended = false;
		void both.then(() => (ended = true));
		await tools.passUntil(() => ended, 'both');

		expect(receiver.requests).toHaveLength(3);
		expect((await tools.record(id)).attempts.map(({ trigger }) => trigger)).toEqual([
			'automatic',
			'manual',
			'manual',
		]);
	});

	test('waits while the delivery is being sent', async () => {
		const receiver = await receive({ status: 500, delayMs: 100 }, 200);
		const tools = await bench();
		const dispatched = tools.dispatch({ id: 'slow' }, [await tools.subscribe(receiver.url)]);
		await tools.until(() => receiver.requests.length === 1, 'the first request');
		const [record] = await tools.store.history.page({ eventId: 'slow' }, 1, null);
		expect(record?.delivery.state).toBe('sending');

		let ended = false;
		void resend(tools, record?.delivery.id).then(() => (ended = true));
		await tools.passUntil(() => ended, 'the resend');

		await dispatched;
		const { attempts } = await tools.record(record?.delivery.id);
		expect(attempts.map(({ trigger, outcome }) => [trigger, outcome])).toEqual([
			['automatic', 'retry'],
			['manual', 'delivered'],
		]);
	});

	test('to a receiver that answers 410 switches its subscription off', async () => {
		const { tools, subscription, id } = await deliveryIn('delivered', 410);

		await resend(tools, id);

		expect(await tools.state(id)).toBe('delivered');
		expect((await tools.subscription(subscription)).status.active).toBe(false);
	});

	test('clears the failures of its subscription when it succeeds', async () => {
		const { tools, subscription, id } = await deliveryIn('failed', 200);

		await resend(tools, id);

		expect((await tools.subscription(subscription)).status).toMatchObject({
			consecutiveFailures: 0,
			lastSuccessAt: expect.any(Number),
		});
	});

	test('goes to the URL and with the secret that the subscription has now', async () => {
		const { tools, subscription, id } = await deliveryIn('failed', 200);
		const moved = await receive();
		await tools.store.subscriptions.update({
			...subscription,
			settings: { ...subscription.settings, url: moved.url },
		});

		await resend(tools, id);

		expect(moved.requests).toHaveLength(1);
		expect((await tools.record(id)).delivery).toMatchObject({ state: 'delivered', url: moved.url });
	});
});

describe('sending once more is refused', () => {
	test('where the subscription is switched off', async () => {
		const { tools, receiver, subscription, id, before } = await deliveryIn('failed', 200);
		await tools.store.subscriptions.setActive(subscription.id, false, 'a test', 0);

		await expect(resend(tools, id)).rejects.toMatchObject({
			code: 'conflict',
			field: 'deliveryId',
			message: expect.stringContaining('switched off'),
			remedy: expect.stringContaining('Enable'),
		});
		expect(receiver.requests).toHaveLength(before);
		expect((await tools.record(id)).delivery.state).toBe('failed');
	});

	test('where the subscription was deleted', async () => {
		const { tools, receiver, subscription, id, before } = await deliveryIn('pending', 200);
		await tools.store.subscriptions.delete(subscription.id, 0);

		await expect(resend(tools, id)).rejects.toMatchObject({
			code: 'conflict',
			message: expect.stringContaining('deleted'),
		});
		expect(receiver.requests).toHaveLength(before);
		expect(await tools.state(id)).toBe('canceled');
	});

	test('where the delivery is gone by now', async () => {
		const { tools, id } = await deliveryIn('delivered', 200);
		const { delivery } = await tools.record(id);
		await tools.store.history.prune(tools.clock.now() + HOUR, 10);

		let refusal: unknown;
		void tools.engine.resend(delivery).catch((error: unknown) => (refusal = error));
		await tools.passUntil(() => refusal !== undefined, 'the refusal');

		expect(refusal).toMatchObject({ code: 'not_found', field: 'deliveryId' });
	});

	test('where its subscription is deleted at the last moment: nothing goes out unsigned', async () => {
		const { tools, receiver, subscription, id, before } = await deliveryIn('delivered', 200);
		const racing = await bench({
			folder: tools.folder,
			through: (store) => ({
				...store,
				outbox: new Proxy(store.outbox, {
					get: (outbox, name) =>
						name === 'claimManually'
							? async (...given: Parameters<typeof outbox.claimManually>) => {
									await store.subscriptions.delete(subscription.id, 0);
									return await outbox.claimManually(...given);
								}
							: Reflect.get(outbox, name).bind(outbox),
				}),
			}),
		});

		let refusal: unknown;
		void resend(racing, id).catch((error: unknown) => (refusal = error));
		await racing.passUntil(() => refusal !== undefined, 'the refusal');

		expect(refusal).toMatchObject({ code: 'conflict' });
		expect(receiver.requests).toHaveLength(before);
	});
});
