import { open, type FileHandle } from 'node:fs/promises';

/** What nobody waits for is on the disk within about this time; the operating system would take half a minute. */
const SOON_MS = 1000;

/** How far a database was written: each number is another one after a commit that this connection sees. */
export interface Written {
	/** By this connection. */
	own: number;
	/** By any other, of any process. */
	others: number;
}

/**
 * Waits until the disk has what SQLite has written to its log. SQLite itself would wait in the midst of a commit, and
 * nothing else would run in n8n meanwhile: some milliseconds on a good disk, many on a busy one.
 */
export class LogSync {
	private log: FileHandle | null = null;
	private running: Promise<void> | null = null;
	private next: Promise<void> | null = null;
	private timer: NodeJS.Timeout | null = null;
	/** What `written` said of what the disk has; at first it has nothing for certain: a process may have ended before. */
	private onDisk: Written | null = null;

	constructor(
		private readonly file: string,
		private readonly written: () => Written,
	) {}

	/**
	 * Resolves once all that was committed before the call, by any process, is on the disk; at once where it is. Whoever
	 * asks while the disk is waited for shares the next time.
	 */
	async wait(): Promise<void> {
		const { own, others } = this.written();
		if (own === this.onDisk?.own && others === this.onDisk.others) return;
		if (!this.running) {
			this.running = this.sync().finally(() => (this.running = null));
			return await this.running;
		}
		// The one that runs may have begun before the last commit.
		this.next ??= this.running
			.catch(() => undefined)
			.then(async () => {
				this.next = null;
				await this.wait();
			});
		return await this.next;
	}

	/** The same of what others of this process wait for by now, and of what other processes committed. */
	async waitForOthers(): Promise<void> {
		if (this.written().others !== this.onDisk?.others) return await this.wait();
		await (this.next ?? this.running);
	}

	/** Has the disk get soon what nobody waits for. */
	soon(): void {
		this.timer ??= setTimeout(() => {
			this.timer = null;
			// Whoever waits next is told of a disk that is broken.
			this.wait().catch(() => undefined);
		}, SOON_MS).unref();
	}

	/** Lets go of the file; nobody may wait any more. */
	async close(): Promise<void> {
		if (this.timer) clearTimeout(this.timer);
		await (this.next ?? this.running)?.catch(() => undefined);
		await this.log?.close();
		this.log = null;
	}

	private async sync(): Promise<void> {
		const written = this.written();
		// Windows waits for a file only that is open for writing.
		this.log ??= await open(`${this.file}-wal`, 'r+');
		await this.log.datasync();
		this.onDisk = written;
	}
}
