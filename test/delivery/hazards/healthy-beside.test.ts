/**
 * Healthy receivers beside hostile ones: what is asserted is order, which no busy machine changes. The times come
 * with `HOSTILE_ROUNDS=9` in the environment: medians of that many runs with one and without, in turn, which
 * may then differ by a fifth at most.
 */
import { FIRST_PER_ORIGIN } from '../../../src/delivery/room';
import { systemClock } from '../../../src/model/clock';
import type { Subscription } from '../../../src/model/subscription';
import { createCertificate } from '../../support/certificate';
import { bench, closeAll, receiveBy, type DeliveryBench } from '../delivery-bench';
import { HAZARDS, type Hazard, type HostileReceiver } from './hostile-receivers';

const ROUNDS = Number(process.env.HOSTILE_ROUNDS ?? 0);
const HOSTILE = 4;
const HEALTHY = 10;
const EVENTS = 20;
const LARGEST_RATIO = 1.2;

const certificate = createCertificate('elsewhere.example');
const hostile: HostileReceiver[] = [];

afterEach(async () => {
	for (const receiver of hostile.splice(0)) await receiver.close();
	await closeAll();
});

interface Bystanders {
	subscriptions: Subscription[];
	/** How many requests they have had. */
	count: () => number;
}

async function startHealthy(tools: DeliveryBench): Promise<Bystanders> {
	const receivers = await Promise.all(
		Array.from({ length: HEALTHY }, async () =>
			receiveBy(() => ({ status: 200, delayMs: ROUNDS > 0 ? 20 : 0 })),
		),
	);
	return {
		subscriptions: await Promise.all(receivers.map(async ({ url }) => await tools.subscribe(url))),
		count: () => receivers.reduce((sum, { requests }) => sum + requests.length, 0),
	};
}

/** They keep what they hold for a minute, unless they are closed. */
async function startHostile(tools: DeliveryBench, hazard: Hazard, count: number) {
	const receivers = await Promise.all(
		Array.from({ length: count }, async () => await hazard.start(certificate)),
	);
	hostile.push(...receivers);
	const subscriptions = await Promise.all(
		receivers.map(async ({ url }) => await tools.subscribe(url, { timeoutSeconds: 60 })),
	);
	return { receivers, subscriptions };
}

/** Dispatches 20 events to all of them, and gives how long the healthy ones took to have theirs. */
async function run(
	tools: DeliveryBench,
	healthy: Bystanders,
	others: readonly Subscription[],
	data: Record<string, string>,
): Promise<number> {
	const before = healthy.count();
	const startedAt = performance.now();
	// The hostile ones first: nothing but the places they may have keeps them from taking all.
	const events = Array.from({ length: EVENTS }, () => ({ data }));
	const dispatched = tools.dispatchAll(events, [...others, ...healthy.subscriptions], {
		maximumConcurrent: 40,
	});
	dispatched.catch(() => {});
	const expected = before + HEALTHY * EVENTS;
	await tools.until(() => healthy.count() >= expected, 'the healthy ones', 20_000);
	return performance.now() - startedAt;
}

describe.each(HAZARDS.filter(({ holdsOn }) => holdsOn))('receivers with $name', (hazard) => {
	const data = { text: 'x'.repeat(hazard.needsLargeBody ? 100_000 : 1) };

	test('hold a few places each, four of them too, while two hundred others get all of theirs', async () => {
		const tools = await bench({ engineClock: systemClock });
		const healthy = await startHealthy(tools);
		const { receivers, subscriptions } = await startHostile(tools, hazard, HOSTILE);

		await run(tools, healthy, subscriptions, data);

		for (const [index, { connections }] of receivers.entries()) {
			expect(connections.open).toBeGreaterThanOrEqual(1);
			expect(connections.open).toBeLessThanOrEqual(FIRST_PER_ORIGIN);
			const records = await tools.store.history.page(
				{ subscriptionId: subscriptions[index]?.id ?? '' },
				EVENTS,
				null,
			);
			expect(records).toHaveLength(EVENTS);
			expect(records.flatMap(({ attempts }) => attempts)).toEqual([]);
			const sending = records.filter(({ delivery }) => delivery.state === 'sending');
			expect(sending.length).toBeLessThanOrEqual(FIRST_PER_ORIGIN);
		}
	});

	(ROUNDS > 0 ? test : test.skip)(
		'make two hundred others take no more than a fifth longer',
		async () => {
			const tools = await bench({ engineClock: systemClock });
			const healthy = await startHealthy(tools);
			const alone: number[] = [];
			const beside: number[] = [];
			await run(tools, healthy, [], data);
			for (let round = 0; round < ROUNDS; round++) {
				const { subscriptions } = await startHostile(tools, hazard, 1);
				beside.push(await run(tools, healthy, subscriptions, data));
				for (const receiver of hostile.splice(0)) await receiver.close();
				alone.push(await run(tools, healthy, [], data));
			}
			const ratio = median(beside) / median(alone);
			process.stdout.write(
				`${hazard.name}: alone ${median(alone).toFixed(0)} ms, beside ${median(beside).toFixed(0)} ms, ` +
					`${ratio.toFixed(2)} times, medians of ${ROUNDS}\n`,
			);
			expect(ratio).toBeLessThanOrEqual(LARGEST_RATIO);
		},
	);
});

function median(values: readonly number[]): number {
	return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
