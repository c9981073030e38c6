import { fork, type ChildProcess } from 'node:child_process';

import type { SenderProgram } from './sender-program';
import type { SenderOrder, SenderReport, SenderSettings } from './sender-messages';

interface Call {
	resolve: () => void;
	reject: (error: Error) => void;
}

/** What a process is asked for first: that it is there. */
const READY = 0;

/** A process that sends, from outside. */
export class Sender {
	/** What its background told of. */
	readonly errors: string[] = [];
	/** Ids of the deliveries whose results it brought too late. */
	readonly refused: string[] = [];
	/** How many results of it were recorded. */
	recorded = 0;
	isReady = false;
	/** Rejects where the process ends before it can be told anything. */
	readonly ready: Promise<void>;
	private readonly ended: Promise<void>;
	private readonly calls = new Map<number, Call>();
	private lastCall = READY;

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (report: SenderReport) => this.take(report));
		child.on('error', () => undefined);
		this.ended = new Promise((resolve) => {
			child.on('exit', () => {
				this.isReady = false;
				resolve();
			});
		});
		this.ready = this.call(READY);
		// Who starts a process only to kill it does not ask.
		this.ready.catch(() => undefined);
	}

	static start(program: SenderProgram, settings: SenderSettings): Sender {
		const child = fork(program.file, [JSON.stringify(settings)], {
			execArgv: ['--disable-warning=ExperimentalWarning'],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		return new Sender(child);
	}

	/** Has it send whatever is due, whichever process stored it. */
	pump(): void {
		this.tell({ kind: 'pump' });
	}

	/** Has it dispatch events to all subscriptions; rejects where the process ends before it has done so. */
	async dispatch(eventIds: readonly string[]): Promise<void> {
		const call = ++this.lastCall;
		this.tell({ kind: 'dispatch', call, eventIds });
		await this.call(call);
	}

	/** It stands still, and the rest of the world goes on. */
	pause(): void {
		this.child.kill('SIGSTOP');
	}

	resume(): void {
		this.child.kill('SIGCONT');
	}

	/** Lets it end in order: what is under way is recorded. */
	async stop(): Promise<void> {
		this.tell({ kind: 'stop' });
		await this.ended;
	}

	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.ended;
	}

	private async call(number: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.calls.set(number, { resolve, reject });
			void this.ended.then(() => reject(new Error('The sender has ended')));
		});
	}

	private tell(order: SenderOrder): void {
		// That it cannot be told any more shows when it ends.
		this.child.send(order, () => undefined);
	}

	private take(report: SenderReport): void {
		switch (report.kind) {
			case 'ready':
				this.isReady = true;
				this.end(READY, null);
				return;
			case 'dispatched':
				if (report.error !== null) this.errors.push(report.error);
				this.end(report.call, report.error);
				return;
			case 'recorded':
				this.recorded += report.count;
				this.refused.push(...report.refused);
				return;
			case 'error':
				this.errors.push(report.message);
		}
	}

	private end(call: number, error: string | null): void {
		const found = this.calls.get(call);
		this.calls.delete(call);
		if (error === null) found?.resolve();
		else found?.reject(new Error(error));
	}
}
