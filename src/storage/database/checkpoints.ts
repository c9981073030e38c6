import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** How often to look how long the log is, while it is written to. */
const LOOK_EVERY_MS = 100;
/** So long, up to twice as long, nothing is written in a pause. */
const PAUSE_MS = 25;

/**
 * It is text because a bundle has no other files. NOOP only looks; SQLite before 3.51 takes it for PASSIVE, which holds
 * up nobody who reads or writes meanwhile. Whoever writes next begins a log anew that is all in the file; in a pause it
 * is worth bringing in the rest for that. Where there is none, RESTART keeps others from writing until nothing is left:
 * milliseconds, in which n8n goes on.
 */
const THREAD = `
	const { parentPort, workerData } = require('node:worker_threads');
	const { DatabaseSync } = require('node:sqlite');
	const connection = new DatabaseSync(workerData.file, { timeout: 30 });
	const look = connection.prepare('PRAGMA wal_checkpoint(NOOP)');
	const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');
	const restart = connection.prepare('PRAGMA wal_checkpoint(RESTART)');
	const { pages, mostPages } = workerData;
	let restartAt = mostPages;
	parentPort.on('message', (message) => {
		if (message === 'close') {
			connection.close();
			parentPort.close();
			return;
		}
		try {
			const { log, checkpointed } = look.get();
			const left = log - checkpointed;
			if (left >= pages || (message === 'pause' && left > 0 && log >= pages)) checkpoint.get();
			if (log < mostPages) restartAt = mostPages;
			// Somebody who reads an old state for long must not hold up all others again and again.
			else if (log >= restartAt && restart.get().busy) restartAt = log + 2 * pages;
		} catch {
			// Locked, or the disk is full: there is a next time.
		}
		parentPort.postMessage('looked');
	});
`;
/** It makes two statements, and keeps nothing. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

interface Options {
	file: string;
	pageBytes: number;
	/** As long a log as is worth a checkpoint. */
	logBytes: number;
	/** As long a log as is begun anew, whoever has to wait. */
	mostLogBytes: number;
	/** Called where there is no thread and will be none: SQLite has to do it by itself then. */
	onFailure: () => void;
}

/**
 * Brings what is in SQLite's log into its file, on a thread of its own: it waits for the disk twice, and nothing else
 * would run in n8n meanwhile. There is no thread before the log was long once, nor after one that failed: SQLite then
 * does it by itself, in the midst of a commit.
 */
export class Checkpoints {
	private lookedAt = -Infinity;
	private thread: Worker | null = null;
	/** Whether the thread has still to answer. */
	private isLooking = false;
	/** Whether there is no thread any more, and none is to be started. */
	private isOff = false;
	/** Runs until nothing was written for one round. */
	private rounds: NodeJS.Timeout | undefined;
	private hasWritten = false;

	constructor(private readonly options: Options) {}

	/** To be told of each commit. Never throws: what is committed is committed. */
	noteCommit(): void {
		if (this.isOff) return;
		this.hasWritten = true;
		this.rounds ??= setInterval(() => this.endRound(), PAUSE_MS).unref();
		if (performance.now() - this.lookedAt >= LOOK_EVERY_MS) this.look('look');
	}

	/** Resolves when the thread has let go of the file. */
	async close(): Promise<void> {
		// Whoever was told of the last commit only now must not start a thread.
		this.turnOff();
		const { thread } = this;
		if (!thread) return;
		thread.ref();
		await new Promise((resolve) => {
			thread.once('exit', resolve);
			thread.postMessage('close');
		});
	}

	private fail(): void {
		// The store may be closed already.
		if (this.isOff) return;
		this.turnOff();
		this.options.onFailure();
	}

	private turnOff(): void {
		this.isOff = true;
		clearInterval(this.rounds);
	}

	private endRound(): void {
		if (this.hasWritten || this.isLooking) {
			this.hasWritten = false;
			return;
		}
		clearInterval(this.rounds);
		this.rounds = undefined;
		this.look('pause');
	}

	private look(why: 'look' | 'pause'): void {
		if (this.isLooking) return;
		this.lookedAt = performance.now();
		try {
			if (!this.thread && !this.isLogLong()) return;
			this.thread ??= this.start();
			this.isLooking = true;
			this.thread.postMessage(why);
		} catch {
			// Node.js may be run without the permission for threads.
			this.fail();
		}
	}

	private isLogLong(): boolean {
		const log = statSync(`${this.options.file}-wal`, { throwIfNoEntry: false });
		return log !== undefined && log.size >= this.options.logBytes;
	}

	private start(): Worker {
		const { file, pageBytes, logBytes, mostLogBytes } = this.options;
		const thread = new Worker(THREAD, {
			eval: true,
			workerData: {
				file,
				pages: Math.floor(logBytes / pageBytes),
				mostPages: Math.floor(mostLogBytes / pageBytes),
			},
			resourceLimits: THREAD_LIMITS,
		});
		thread.unref();
		thread.on('message', () => (this.isLooking = false));
		thread.on('error', () => {
			this.thread = null;
			this.fail();
		});
		return thread;
	}
}
