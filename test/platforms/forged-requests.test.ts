import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Inbox } from '../../src/inbox';
import { receive } from '../../src/platforms/receive';
import { platforms } from '../../src/platforms/registry';
import { openStore, type Store } from '../../src/storage';
import { FakeClock, settle } from '../support/fake-clock';
import { eventRequest, settingsFor } from './support/requests';

const forgedRequests = 100_000;
const node = { workflowId: 'workflow', nodeId: 'node' };

let folder: string;
let store: Store;
let clock: FakeClock;
let inbox: Inbox;
let errors: unknown[];

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'commerce-webhooks-forged-'));
	store = await openStore({
		engine: 'sqlite',
		path: path.join(folder, 'store.sqlite'),
		encryptionKey: 'key',
	});
	clock = new FakeClock();
	errors = [];
	inbox = new Inbox({ store, clock, onError: (error) => errors.push(error) });
});

afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

/** The store's file and the logs beside it. */
function bytesOfStore(): number {
	return ['', '-wal', '-shm']
		.map((end) => statSync(path.join(folder, `store.sqlite${end}`), { throwIfNoEntry: false }))
		.reduce((sum, file) => sum + (file?.size ?? 0), 0);
}

/** Requests without proof, of each platform in turn, each judged and counted as a trigger does it. */
async function forge(count: number, requestsPerMinute: number): Promise<void> {
	const forgeries = platforms.flatMap((platform) =>
		platform.events.map((event) => ({
			platform,
			request: eventRequest(platform, event),
			settings: settingsFor(platform),
		})),
	);
	for (let index = 0; index < count; index += 1) {
		const { platform, request, settings } = forgeries[index % forgeries.length]!;
		const verdict = receive(platform, request, settings);
		if (verdict.outcome !== 'refused') throw new Error(`let in: ${JSON.stringify(verdict)}`);
		inbox.reject(node, verdict.reason, `POST ${request.path}, ${request.body.byteLength} bytes`);
		if (index % requestsPerMinute === requestsPerMinute - 1) await clock.advance(60_000);
	}
	await clock.advance(60_000);
	await settle();
}

async function counted(): Promise<{ rows: number; requests: number }> {
	const rows = await store.rejections.list(1_000_000);
	return { rows: rows.length, requests: rows.reduce((sum, { count }) => sum + count, 0) };
}

describe(`${forgedRequests} forged requests`, () => {
	it('are all counted, a row a minute, and the store grows by less than 1 MiB', async () => {
		const before = bytesOfStore();
		const startedAt = performance.now();
		await forge(forgedRequests, 1_000);
		const perRequestMs = (performance.now() - startedAt) / forgedRequests;

		expect(await counted()).toEqual({ rows: 100, requests: forgedRequests });
		expect(bytesOfStore() - before).toBeLessThan(1024 ** 2);
		expect(perRequestMs).toBeLessThan(1);
		expect(errors).toEqual([]);
	}, 60_000);

	it('spread over more minutes than are kept make the store no larger either', async () => {
		const before = bytesOfStore();
		await forge(forgedRequests, 40);
		const { rows } = await counted();
		expect(rows).toBeLessThanOrEqual(1_001);
		await store.close();
		expect(bytesOfStore() - before).toBeLessThan(1024 ** 2);
		store = await openStore({
			engine: 'sqlite',
			path: path.join(folder, 'store.sqlite'),
			encryptionKey: 'key',
		});
	}, 120_000);
});
