import { FirstAttempts } from '../../src/delivery/first-attempts';
import { Room } from '../../src/delivery';
import type { OutboxStep, OutboxStore } from '../../src/storage';
import { aWaitingDelivery } from '../storage/support/records';
import { FakeClock } from '../support/fake-clock';

const ORIGIN = 'https://receiver.example';

test('a place that becomes free while the store answers is not missed, whatever was taken out to be claimed', async () => {
	const clock = new FakeClock();
	const room = new Room(clock);
	const others = ['x', 'y'].map((deliveryId) => ({
		deliveryId,
		origin: ORIGIN,
		subscription: null,
	}));
	let answer: (step: OutboxStep) => void = () => undefined;
	const step: OutboxStore['step'] = async (_results, claim) => {
		// Somebody else is quicker: both places are taken when the transaction begins.
		for (const other of others) room.reserve(other);
		for (const { id: deliveryId } of claim && 'waiting' in claim ? claim.waiting : [])
			claim?.admit({ deliveryId, origin: ORIGIN, subscription: null });
		return await new Promise((resolve) => (answer = resolve));
	};
	const outbox = { step } as OutboxStore;
	const work = new FirstAttempts(
		{ store: { outbox }, room, clock, random: () => 0, transportFor: () => ({}) as never },
		[aWaitingDelivery('a', ORIGIN)],
	);
	const [freed] = others;
	if (!freed) throw new Error('there is one');

	expect(work.concerns(freed)).toBe(false);
	const stepping = work.step([], 1);
	await Promise.resolve();
	expect(work.concerns(freed)).toBe(true);
	answer({ claimed: [], refused: [] });
	await stepping;
	expect(work.concerns(freed)).toBe(true);
	expect(work.left).toEqual(['a']);
});

test('the store is not asked for anything where no target has room and nothing is to be recorded', async () => {
	const clock = new FakeClock();
	const room = new Room(clock);
	const step = jest.fn<Promise<OutboxStep>, unknown[]>();
	const work = new FirstAttempts(
		{
			store: { outbox: { step } as unknown as OutboxStore },
			room,
			clock,
			random: () => 0,
			transportFor: () => ({}) as never,
		},
		[aWaitingDelivery('a', ORIGIN)],
	);
	while (room.reserve({ deliveryId: 'x', origin: ORIGIN, subscription: null }));

	const { jobs, nextDueAt } = await work.step([], 1);

	expect(step).not.toHaveBeenCalled();
	expect(jobs).toEqual([]);
	expect(nextDueAt).toBeGreaterThan(clock.now());
	expect(work.left).toEqual(['a']);
});
