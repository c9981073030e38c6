import fc from 'fast-check';

import {
	FIRST_PER_ORIGIN,
	MAXIMUM_PER_ORIGIN,
	Room,
	type RequestEnd,
} from '../../src/delivery/room';
import type { Subscription } from '../../src/model/subscription';
import type { Candidate } from '../../src/storage';
import { FakeClock, settle } from '../support/fake-clock';
import { subscription as claimedSubscription } from './claimed';

interface Limits {
	maximumConcurrent?: number;
	rateLimitPerSecond?: number;
}

function subscription(id: string, settings: Limits = {}): Subscription {
	return claimedSubscription({ id, settings });
}

function candidate(origin: string, to: Subscription | null = null): Candidate {
	return { deliveryId: 'dlv', origin, subscription: to };
}

function reserved(room: Room, wanted: Candidate, tries = 1000): number {
	let count = 0;
	while (count < tries && room.reserve(wanted)) count += 1;
	return count;
}

/** Has an origin answer until it may have as many requests as any; one of them is under way. */
function warmUp(room: Room, origin: string): void {
	room.reserve(candidate(origin));
	for (let answers = FIRST_PER_ORIGIN; answers < MAXIMUM_PER_ORIGIN; answers++) {
		room.reserve(candidate(origin));
		room.release(candidate(origin), 'answered');
	}
}

describe('places', () => {
	test('are limited per origin, whatever the subscription', () => {
		const room = new Room(new FakeClock());
		warmUp(room, 'https://one.example');
		const taken = Array.from({ length: 20 }, (_, index) => subscription(`sub_${index}`)).map(
			(one) => reserved(room, candidate('https://one.example', one), 5),
		);

		expect(1 + taken.reduce((sum, count) => sum + count, 0)).toBe(MAXIMUM_PER_ORIGIN);
		expect(room.fullOrigins()).toEqual(['https://one.example']);
		expect(room.reserve(candidate('https://two.example'))).toBe(true);
	});

	test('are few to an origin that has not answered, more with each answer, fewer with none', () => {
		const room = new Room(new FakeClock());
		const one = candidate('https://one.example');
		const ends: RequestEnd[] = [
			'answered',
			'answered',
			'unanswered',
			'unanswered',
			'unanswered',
			'answered',
		];
		let held = reserved(room, one);
		const most = [held];
		for (const end of ends) {
			room.release(one, end);
			held += reserved(room, one) - 1;
			most.push(held);
		}

		expect(most).toEqual([2, 3, 4, 3, 2, 1, 2]);
	});

	test('are one to an origin that is dead, for as long as it does not answer', () => {
		const room = new Room(new FakeClock());
		const one = candidate('https://one.example');
		reserved(room, one);
		room.release(one, 'unanswered');
		room.release(one, 'unanswered');
		expect(reserved(room, one)).toBe(1);

		room.release(one, 'answered');

		expect(reserved(room, one)).toBe(2);
	});

	test('to an origin that answers stay many when it has nothing to do for a while', () => {
		const room = new Room(new FakeClock());
		warmUp(room, 'a');
		room.release(candidate('a'), 'unsent');

		expect(reserved(room, candidate('a'))).toBe(MAXIMUM_PER_ORIGIN);
	});

	test('are remembered of a bounded number of origins, and of those that are sent to', () => {
		const room = new Room(new FakeClock());
		const [busy, dead] = [candidate('busy'), candidate('dead')];
		reserved(room, busy);
		room.reserve(dead);
		room.release(dead, 'unanswered');

		for (let index = 0; index < 2000; index++) {
			room.reserve(candidate(`https://${index}.example`));
			room.release(candidate(`https://${index}.example`), 'answered');
		}

		expect(reserved(room, busy)).toBe(0);
		expect(reserved(room, dead)).toBe(FIRST_PER_ORIGIN);
	});

	test('are limited per subscription, wherever it points', () => {
		const room = new Room(new FakeClock());
		const one = subscription('sub_1', { maximumConcurrent: 2 });

		expect(reserved(room, candidate('https://one.example', one))).toBe(2);
		expect(room.reserve(candidate('https://two.example', one))).toBe(false);
		expect(room.fullSubscriptions()).toEqual(['sub_1']);
	});

	test('that one is given back can be taken again, and whoever waits is told', () => {
		const room = new Room(new FakeClock());
		const one = candidate('https://one.example', subscription('sub_1', { maximumConcurrent: 1 }));
		let told = 0;
		const unsubscribe = room.onRelease(() => (told += 1));
		room.reserve(one);
		expect(room.reserve(one)).toBe(false);

		room.release(one, 'answered');

		expect(told).toBe(1);
		expect(room.reserve(one)).toBe(true);
		unsubscribe();
		room.release(one, 'answered');
		expect(told).toBe(1);
	});

	test('go to whoever waits for one, before whoever is told', async () => {
		const room = new Room(new FakeClock());
		const one = candidate('https://one.example', subscription('sub_1', { maximumConcurrent: 1 }));
		room.reserve(one);
		let taken = false;
		const waiting = room.wait(one).then(() => (taken = true));
		await settle();
		expect(taken).toBe(false);

		room.release(one, 'answered');

		await waiting;
		expect(room.reserve(one)).toBe(false);
	});

	test('follow a subscription that was changed', () => {
		const room = new Room(new FakeClock());
		warmUp(room, 'a');
		const to = (maximumConcurrent: number) =>
			candidate('a', subscription('sub_1', { maximumConcurrent }));
		expect(reserved(room, to(5))).toBe(5);

		expect(room.reserve(to(4))).toBe(false);
		expect(reserved(room, to(7))).toBe(2);
	});

	test('never leak and never exceed their limits, in whatever order they come and go', () => {
		const limits = [1, 2, 5, 30];
		const origins = ['a', 'b'] as const;
		const step = fc.record({
			end: fc.constantFrom(null, null, 'answered', 'answered', 'unanswered', 'unsent'),
			which: fc.nat(),
			origin: fc.constantFrom(...origins),
			to: fc.constantFrom(null, 0, 1, 2, 3),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
				const room = new Room(new FakeClock());
				const subscriptions = limits.map((maximumConcurrent, index) =>
					subscription(`sub_${index}`, { maximumConcurrent }),
				);
				const held: Candidate[] = [];
				const heldBy = (id: string) => held.filter((one) => one.subscription?.id === id).length;
				const heldAt = (origin: string) => held.filter((one) => one.origin === origin).length;
				const allowed = { a: FIRST_PER_ORIGIN, b: FIRST_PER_ORIGIN };
				for (const { end, which, origin, to } of steps) {
					if (end !== null) {
						const [one] = held.splice(which % Math.max(1, held.length), 1);
						if (!one) continue;
						room.release(one, end);
						const at = one.origin === 'a' ? 'a' : 'b';
						if (end === 'answered') allowed[at] = Math.min(allowed[at] + 1, MAXIMUM_PER_ORIGIN);
						if (end === 'unanswered') allowed[at] = Math.max(1, Math.floor(allowed[at] / 2));
						continue;
					}
					const wanted = candidate(origin, to === null ? null : (subscriptions[to] ?? null));
					const fits =
						heldAt(origin) < allowed[origin] &&
						(to === null || heldBy(`sub_${to}`) < (limits[to] ?? 0));
					expect(room.reserve(wanted)).toBe(fits);
					if (fits) held.push(wanted);
					expect(room.fullOrigins().sort()).toEqual(
						origins.filter((one) => heldAt(one) >= allowed[one]),
					);
				}
				for (const one of held) room.release(one, 'unsent');
				expect(room.fullOrigins()).toEqual([]);
				expect(room.fullSubscriptions()).toEqual([]);
				expect(reserved(room, candidate('c'))).toBe(FIRST_PER_ORIGIN);
			}),
		);
	});
});

describe('a rate per second', () => {
	/** The instants at which a receiver is sent to by someone who tries every few milliseconds. */
	function sendingInstants(
		perSecond: number,
		triesEveryMs: readonly number[],
		durationMs = 10_000,
	): number[] {
		const clock = new FakeClock(0);
		const room = new Room(clock);
		const wanted = candidate(
			'a',
			subscription('sub_1', { rateLimitPerSecond: perSecond, maximumConcurrent: 1000 }),
		);
		const instants: number[] = [];
		for (let index = 0; clock.now() < durationMs; index++) {
			while (room.reserve(wanted)) {
				instants.push(clock.now());
				room.release(wanted, 'answered');
			}
			clock.set(triesEveryMs[index % triesEveryMs.length] ?? 1);
		}
		return instants;
	}

	test('is kept within every second, right after a pause too', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 }),
				(perSecond, triesEveryMs) => {
					const instants = sendingInstants(perSecond, triesEveryMs);
					for (const [index, instant] of instants.entries()) {
						const later = instants[index + perSecond];
						if (later !== undefined) expect(later - instant).toBeGreaterThanOrEqual(1000);
					}
				},
			),
		);
	});

	test.each([0.5, 1, 2.5, 10, 100])('of %d is reached', (perSecond) => {
		const instants = sendingInstants(perSecond, [50]);

		expect(instants.length).toBeGreaterThanOrEqual(Math.floor(perSecond * 10 * 0.95));
		expect(instants.length).toBeLessThanOrEqual(Math.ceil(perSecond * 10) + Math.ceil(perSecond));
	});

	test('of less than one leaves longer pauses', () => {
		expect(sendingInstants(0.25, [10])).toEqual([0, 4000, 8000]);
	});

	test('names a subscription that has used it up, so that it is passed over for others', () => {
		const clock = new FakeClock();
		const room = new Room(clock);
		const one = candidate('a', subscription('sub_1', { rateLimitPerSecond: 1 }));
		room.reserve(one);
		room.release(one, 'answered');

		expect(room.fullSubscriptions()).toEqual(['sub_1']);
		clock.set(1000);
		expect(room.fullSubscriptions()).toEqual([]);
	});

	test('does not stop for long when the clock steps back', () => {
		const clock = new FakeClock();
		const room = new Room(clock);
		const one = candidate('a', subscription('sub_1', { rateLimitPerSecond: 1 }));
		room.reserve(one);

		clock.set(-24 * 60 * 60 * 1000);

		expect(room.reserve(one)).toBe(true);
		expect(room.reserve(one)).toBe(false);
	});

	test('is not used up by a delivery that finds no place', () => {
		const clock = new FakeClock();
		const room = new Room(clock);
		const one = subscription('sub_1', { rateLimitPerSecond: 1 });
		const other = candidate('a');
		reserved(room, other);

		expect(room.reserve(candidate('a', one))).toBe(false);
		room.release(other, 'unsent');
		expect(room.reserve(candidate('a', one))).toBe(true);
	});
});
