import { open, type FileHandle } from 'node:fs/promises';

/**
 * Waits until the disk has what SQLite has written to its log. SQLite itself would wait in the midst of a commit, and
 * nothing else would run in n8n meanwhile: some milliseconds on a good disk, many on a busy one.
 */
export class LogSync {
	private log: FileHandle | null = null;
	private running: Promise<void> | null = null;
	private next: Promise<void> | null = null;
	/** What `written` said of what the disk has; at first it has nothing for certain: a process may have ended before. */
	private onDisk: string | null = null;

	constructor(
		private readonly file: string,
		/** Says something else after each commit, of any process, that this connection sees. */
		private readonly written: () => string,
	) {}

	/**
	 * Resolves once all that was committed before the call, by any process, is on the disk; at once where it is. Whoever
	 * asks while the disk is waited for shares the next time.
	 */
	async wait(): Promise<void> {
		if (this.written() === this.onDisk) return;
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

	/** Lets go of the file; nobody may wait any more. */
	async close(): Promise<void> {
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
