import { rmSync } from 'node:fs';
import path from 'node:path';

import { openStore, type Store } from '../../../src/storage';
import { FakeClock, settle } from '../../support/fake-clock';
import { FakeN8n } from './fake-n8n';
import { ForgetfulDisk } from './forgetful-disk';
import { NodeProcess } from './node-process';
import { freshFolder } from '../../storage/support/fresh-folder';

/** A store in a file, n8n, and any number of its processes, one after the other or side by side. */
export class InboxBench {
	readonly clock = new FakeClock();
	readonly n8n = new FakeN8n();
	private readonly processes: NodeProcess[] = [];

	private constructor(
		/** Another one after each power cut. */
		public store: Store,
		private readonly disk: ForgetfulDisk,
		private readonly folder: string,
	) {}

	static async open(): Promise<InboxBench> {
		const folder = freshFolder('inbox-');
		const disk = await ForgetfulDisk.below(fileIn(folder));
		return new InboxBench(await storeIn(folder), disk, folder);
	}

	async close(): Promise<void> {
		this.clock.stop();
		await settle();
		await this.store.close();
		this.disk.close();
		rmSync(this.folder, { recursive: true, force: true });
	}

	startProcess(): NodeProcess {
		const { store, clock, n8n } = this;
		const process = new NodeProcess({
			name: `process ${this.processes.length + 1}`,
			store,
			clock,
			n8n,
		});
		this.processes.push(process);
		return process;
	}

	/** Kills all processes; the store has forgotten what the disk had not yet. n8n's own database always waits for it. */
	async cutPower(): Promise<void> {
		for (const process of this.processes) process.kill();
		await this.store.close();
		this.disk.cutPower();
		this.store = await storeIn(this.folder);
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

function fileIn(folder: string): string {
	return path.join(folder, 'store.sqlite');
}

async function storeIn(folder: string): Promise<Store> {
	return await openStore({ engine: 'sqlite', path: fileIn(folder), encryptionKey: 'a key' });
}
