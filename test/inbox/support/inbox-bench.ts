import { rmSync } from 'node:fs';
import path from 'node:path';

import { openStore, type Store } from '../../../src/storage';
import { FakeClock, settle } from '../../support/fake-clock';
import { FakeN8n } from './fake-n8n';
import { NodeProcess } from './node-process';
import { freshFolder } from '../../storage/support/fresh-folder';

/** A store in a file, n8n, and any number of its processes, one after the other or side by side. */
export class InboxBench {
	readonly clock = new FakeClock();
	readonly n8n = new FakeN8n();
	private started = 0;

	private constructor(
		readonly store: Store,
		private readonly folder: string,
	) {}

	static async open(): Promise<InboxBench> {
		const folder = freshFolder('inbox-');
		const store = await openStore({
			engine: 'sqlite',
			path: path.join(folder, 'store.sqlite'),
			encryptionKey: 'a key',
		});
		return new InboxBench(store, folder);
	}

	async close(): Promise<void> {
		this.clock.stop();
		await settle();
		await this.store.close();
		rmSync(this.folder, { recursive: true, force: true });
	}

	startProcess(): NodeProcess {
		this.started += 1;
		const { store, clock, n8n } = this;
		return new NodeProcess({ name: `process ${this.started}`, store, clock, n8n });
	}

	/** What is stored of each event, by its id: `done success`, `waiting` and so on. */
	async states(): Promise<Record<string, string>> {
		const records = await this.store.receivedEvents.page({}, 10_000, null);
		return Object.fromEntries(
			records
				.reverse()
				.map(({ id, item, state, outcome }) => [
					item?.id ?? id,
					outcome === null ? state : `${state} ${outcome}`,
				]),
		);
	}
}
