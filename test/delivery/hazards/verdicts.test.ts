/** What is recorded of every hostile receiver, all of them at once: one event, a deadline of one second. */
import * as tls from 'node:tls';

import type { DeliveryRecord } from '../../../src/storage';
import { createCertificate } from '../../support/certificate';
import { bench, closeAll, type DeliveryBench } from '../delivery-bench';
import { HAZARDS, type Hazard, type HostileReceiver } from './hostile-receivers';

const HOUR = 60 * 60 * 1000;
const DEADLINE_MS = 1000;
/** On a machine that has much else to do; a deadline that is not kept lasts for ever. */
const SLACK_MS = 3000;
const LARGE = 'x'.repeat(500_000);

interface Recorded extends DeliveryRecord {
	receiver: HostileReceiver;
}

const certificate = createCertificate('elsewhere.example');
const authorities = tls.getCACertificates('default');
const recorded = new Map<Hazard, Recorded>();
let tools: DeliveryBench;

beforeAll(async () => {
	tls.setDefaultCACertificates([...authorities, certificate.cert]);
	tools = await bench();
	const started = await Promise.all(
		HAZARDS.map(async (hazard) => {
			const receiver = await hazard.start(certificate);
			const subscription = await tools.subscribe(receiver.url, { timeoutSeconds: 1 });
			return { hazard, receiver, subscription };
		}),
	);
	const dispatchTo = async (chosen: typeof started, data: Record<string, string>) => {
		const recipients = chosen.map(({ subscription }) => subscription);
		const ids = await tools.dispatch({ data }, recipients, { maximumConcurrent: 100 });
		for (const [index, { hazard, receiver }] of chosen.entries()) {
			recorded.set(hazard, { ...(await tools.record(ids[index])), receiver });
		}
	};
	await Promise.all([
		dispatchTo(
			started.filter(({ hazard }) => hazard.needsLargeBody),
			{ text: LARGE },
		),
		dispatchTo(
			started.filter(({ hazard }) => !hazard.needsLargeBody),
			{},
		),
	]);
});

afterAll(async () => {
	tls.setDefaultCACertificates(authorities);
	for (const { receiver } of recorded.values()) await receiver.close();
	await closeAll();
});

function recordOf(hazard: Hazard): Recorded {
	const found = recorded.get(hazard);
	if (!found) throw new Error(`Nothing is recorded of ${hazard.name}`);
	return found;
}

describe.each(HAZARDS)('$name', (hazard) => {
	const { outcome, status, body, truncated, error } = hazard.expected;

	test(`is recorded as ${outcome}, ${status ?? error}`, () => {
		const { delivery, attempts } = recordOf(hazard);

		expect(attempts).toHaveLength(1);
		expect(attempts[0]).toMatchObject({
			number: 1,
			outcome,
			response:
				status === null ? null : { status, body: expect.stringMatching(body ?? /^/), truncated },
			error: error === undefined ? null : { code: error, message: expect.any(String) },
		});
		expect(delivery.state).toBe(outcome === 'delivered' ? 'delivered' : 'pending');
	});

	test('is bounded in time and in bytes, and its connection ended', async () => {
		const { attempts, receiver } = recordOf(hazard);
		const { durationMs = Infinity, response, error: message } = attempts[0] ?? {};

		expect(durationMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
		if (hazard.holdsOn) expect(durationMs).toBeGreaterThanOrEqual(DEADLINE_MS - 1);
		expect(Buffer.byteLength(response?.body ?? '')).toBeLessThanOrEqual(16_384);
		expect(Buffer.byteLength(JSON.stringify([response, message]))).toBeLessThan(40_000);
		if (!hazard.isBlind && (hazard.holdsOn || truncated)) {
			await tools.until(() => receiver.connections.open === 0, 'the end of its connections');
		}
	});
});

test('whatever they ask for, the next attempt is within a day, and a tenth of one', () => {
	const pending = [...recorded.values()].filter(({ delivery }) => delivery.state === 'pending');

	for (const { delivery, attempts } of pending) {
		const wait = (delivery.nextAttemptAt ?? Infinity) - (attempts[0]?.startedAt ?? 0);
		expect(wait).toBeGreaterThanOrEqual(5000);
		expect(wait).toBeLessThanOrEqual(24 * HOUR * 1.1);
	}
	expect(pending.length).toBeGreaterThan(10);
});

test('none of them switches its subscription off', async () => {
	const subscriptions = await tools.store.subscriptions.list();

	expect(subscriptions).toHaveLength(HAZARDS.length);
	expect(subscriptions.filter(({ status }) => !status.active)).toEqual([]);
});
