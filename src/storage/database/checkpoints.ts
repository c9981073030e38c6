import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** How often to look how long the log is, while it is written to. */
const LOOK_EVERY_MS = 100;

/**
 * It is text because a bundle has no other files. NOOP only looks; SQLite before 3.51 takes it for PASSIVE, which holds
 * up nobody who reads or writes meanwhile.
 */
const THREAD = `
	const { parentPort, workerData } = require('node:worker_threads');
	const { DatabaseSync } = require('node:sqlite');
	const connection = new DatabaseSync(workerData.file);
	const look = connection.prepare('PRAGMA wal_checkpoint(NOOP)');
	const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');
	parentPort.on('message', (message) => {
		if (message === 'look') {
			try {
				const { log, checkpointed } = look.get();
				if (log - checkpointed >= workerData.pages) checkpoint.get();
			} catch {
				// Locked, or the disk is full: there is a next time.
			}
			parentPort.postMessage('looked');
		} else {
			connection.close();
			parentPort.close();
		}
	});
`;
/** It makes two statements, and keeps nothing. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

interface Options {
	file: string;
	pageBytes: number;
	/** As long a log as is worth a checkpoint. */
	logBytes: number;
}

/**
 * Brings what is in SQLite's log into its file, on a thread of its own: it waits for the disk twice, and nothing else
 * would run in n8n meanwhile. There is no thread before the log was long once, nor after one that failed: SQLite then
 * does it by itself, in the midst of a commit.
 */
export class Checkpoints {
	private lookedAt = -Infinity;
	private thread: Worker | null = null;
	/** Whether the thread has still to answer; one that failed never does. */
	private isLooking = false;

	constructor(private readonly options: Options) {}

	/** To be told of each commit. Never throws: what is committed is committed. */
	noteCommit(): void {
		if (this.isLooking) return;
		const now = performance.now();
		if (now - this.lookedAt < LOOK_EVERY_MS) return;
		this.lookedAt = now;
		try {
			this.look();
		} catch {
			// Node.js may be run without the permission for threads.
			this.isLooking = true;
		}
	}

	/** Resolves when the thread has let go of the file. */
	async close(): Promise<void> {
		// Whoever was told of the last commit only now must not start a thread.
		this.isLooking = true;
		const { thread } = this;
		if (!thread) return;
		thread.ref();
		await new Promise((resolve) => {
			thread.once('exit', resolve);
			thread.postMessage('close');
		});
	}

	private look(): void {
		if (!this.thread && !this.isLogLong()) return;
		this.thread ??= this.start();
		this.isLooking = true;
		this.thread.postMessage('look');
	}

	private isLogLong(): boolean {
		const log = statSync(`${this.options.file}-wal`, { throwIfNoEntry: false });
		return log !== undefined && log.size >= this.options.logBytes;
	}

	private start(): Worker {
		const { file, pageBytes, logBytes } = this.options;
		const thread = new Worker(THREAD, {
			eval: true,
			workerData: { file, pages: Math.floor(logBytes / pageBytes) },
			resourceLimits: THREAD_LIMITS,
		});
		thread.unref();
		thread.on('message', () => (this.isLooking = false));
		thread.on('error', () => {
			this.thread = null;
			this.isLooking = true;
		});
		return thread;
	}
}
