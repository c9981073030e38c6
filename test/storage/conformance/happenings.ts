import type { HappeningName } from '../../../src/model/happening';
import type { Batch, InboxItem, Listener } from '../../../src/storage';
import {
	aDelivery,
	anEvent,
	anInboxRow,
	aSubscription,
	claimAt,
	delivered,
	deliveryFor,
	failed,
	HOUR,
	inserted,
	NODE,
	retried,
	START,
	takeAt,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const EVERYTHING: HappeningName[] = [
	'attemptFailed',
	'deliveryDelivered',
	'deliveryFailed',
	'receivedEventRejected',
	'subscriptionDisabled',
	'subscriptionEnabled',
];

export function describeHappenings(openFreshPlace: OpenFreshPlace): void {
	describe('happenings', () => {
		const bench = useBench(openFreshPlace);

		async function listen(listener: Partial<Listener> = {}, until = START + HOUR) {
			await bench.other.listeners.set(
				{ ...NODE, on: EVERYTHING, subscriptionIds: [], ...listener },
				until,
			);
		}

		async function told(node = NODE): Promise<InboxItem[]> {
			const batches: Batch[] = await bench.other.inbox.step([], takeAt(START + HOUR, node));
			return batches.flatMap(({ items }) => items);
		}

		async function subscribe(id: string) {
			const subscription = aSubscription(id);
			await bench.store.subscriptions.insert(subscription);
			return subscription;
		}

		async function send(ending: typeof delivered, deliveries = [aDelivery('url:1')]) {
			const event = anEvent(`evt_${Math.random().toString(36).slice(2)}`, deliveries);
			await bench.store.outbox.insert([event], inserted());
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			await bench.store.outbox.step(
				claimed.map((one) => ending(one)),
				null,
			);
			return claimed[0]?.id ?? '';
		}

		it('tell of deliveries as they stand after the attempt', async () => {
			await listen();
			const good = await send(delivered);
			const again = await send((claimed) => retried(claimed, { nextAttemptAt: START + HOUR }));
			const bad = await send((claimed) => failed(claimed, { status: null }));

			expect(await told()).toMatchObject([
				{
					on: 'deliveryDelivered',
					at: START,
					delivery: { id: good, state: 'delivered', attemptsMade: 1, lastStatus: 200 },
					attempt: { number: 1, outcome: 'delivered', response: { status: 200 }, error: null },
				},
				{
					on: 'attemptFailed',
					delivery: { id: again, state: 'pending', nextAttemptAt: START + HOUR },
					attempt: { outcome: 'retry', response: { status: 503 } },
				},
				{ on: 'attemptFailed', delivery: { id: bad, state: 'failed' } },
				{
					on: 'deliveryFailed',
					delivery: { id: bad, state: 'failed' },
					attempt: { outcome: 'failed', response: null, error: { code: 'timeout' } },
				},
			]);
		});

		it('tell of subscriptions that are switched off and on, once each', async () => {
			await listen();
			await subscribe('sub_1');
			const { subscriptions } = bench.store;
			for (const active of [true, false, false, true, true]) {
				await subscriptions.setActive('sub_1', active, active ? null : 'it is gone', START);
			}

			expect(await told()).toEqual([
				{
					on: 'subscriptionDisabled',
					at: START,
					subscription: {
						id: 'sub_1',
						name: 'Name of sub_1',
						url: 'https://sub-1.example/hook',
						active: false,
						disabledReason: 'it is gone',
					},
				},
				{
					on: 'subscriptionEnabled',
					at: START,
					subscription: expect.objectContaining({ active: true, disabledReason: null }),
				},
			]);
		});

		it('tell of a subscription that an answer switches off', async () => {
			await listen();
			const subscription = await subscribe('sub_1');
			await send(
				(claimed) => failed(claimed, { status: 410, disableReason: 'gone' }),
				[deliveryFor(subscription)],
			);

			expect((await told()).map((item) => 'on' in item && item.on)).toEqual([
				'attemptFailed',
				'deliveryFailed',
				'subscriptionDisabled',
			]);
		});

		it('tell of the first refusal of a minute for each reason, however many follow', async () => {
			await listen();
			const rejection = { workflowId: 'shop', nodeId: 'trigger', minute: START / 60_000, count: 7 };
			for (let times = 0; times < 3; times += 1) {
				await bench.store.rejections.add([
					{ ...rejection, reason: 'not_authentic', example: 'POST hotmart, 12 bytes' },
					{ ...rejection, reason: 'malformed_body', example: 'POST hotmart, 3 bytes' },
				]);
			}

			expect(await told()).toEqual([
				{
					on: 'receivedEventRejected',
					at: START,
					receivedEvent: {
						workflowId: 'shop',
						nodeId: 'trigger',
						reason: 'not_authentic',
						example: 'POST hotmart, 12 bytes',
					},
				},
				expect.objectContaining({
					receivedEvent: expect.objectContaining({ reason: 'malformed_body' }),
				}),
			]);
		});

		it('reach every node that listens, each with what it asked for', async () => {
			const [one, two] = [await subscribe('sub_1'), await subscribe('sub_2')];
			const failures = { ...NODE, nodeId: 'failures' };
			const second = { ...NODE, nodeId: 'second' };
			await listen({ ...failures, on: ['deliveryFailed'] });
			await listen({ ...second, subscriptionIds: ['sub_2'] });
			await send(delivered, [deliveryFor(one)]);
			await send(failed, [deliveryFor(two)]);
			await send(failed, [aDelivery('url:1')]);

			expect(await told(failures)).toHaveLength(2);
			expect((await told(second)).map((item) => 'on' in item && item.on)).toEqual([
				'attemptFailed',
				'deliveryFailed',
			]);
		});

		it('are written only while somebody listens', async () => {
			await send(delivered);
			await listen({}, START - 1);
			await send(delivered);
			await listen();
			await bench.store.listeners.remove(NODE);
			await send(delivered);

			expect(await told()).toEqual([]);
		});

		it('are not written where the result is refused', async () => {
			await listen();
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			const expired = await bench.store.outbox.expired(START + HOUR, 10);
			await bench.store.outbox.step(
				expired.map((one) => failed(one)),
				null,
			);
			await told();
			await bench.store.outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);

			expect(await told()).toEqual([]);
		});

		it('are no received events', async () => {
			await listen();
			await send(delivered);
			await bench.store.inbox.accept([anInboxRow('evt_1')]);

			const page = await bench.store.receivedEvents.page({}, 10, null);
			expect(page.map(({ eventId }) => eventId)).toEqual(['evt_1']);
		});
	});
}
