import type { StoreOptions } from '../../../src/storage';
import { Sender } from './sender';
import type { SenderProgram } from './sender-program';

/** A process that is killed and started again and again. */
export interface Member {
	readonly name: string;
	/** It lives this long at most before it is killed. */
	readonly lifetimeMs: number;
	/** Whether it can dispatch now. */
	readonly isReady: boolean;
	/** As soon as the process may be killed; it need not be ready. */
	start(): Promise<void>;
	/** SIGKILL; whether anything was running. */
	kill(): Promise<boolean>;
	/** Rejects where the process ends, or does not say that it has done so. */
	dispatch(eventIds: readonly string[]): Promise<void>;
}

interface SenderMemberOptions {
	program: SenderProgram;
	store: StoreOptions;
	lifetimeMs: number;
	/** How far its clock will be ahead when it is started next. */
	aheadMs: () => number;
}

/** A sender in all its lives. */
export class SenderMember implements Member {
	/** What its lives told of. */
	readonly errors: string[] = [];
	private sender: Sender | null = null;

	constructor(
		readonly name: string,
		private readonly options: SenderMemberOptions,
	) {}

	get lifetimeMs(): number {
		return this.options.lifetimeMs;
	}

	get isReady(): boolean {
		return this.sender?.isReady ?? false;
	}

	async start(): Promise<void> {
		const { program, store, aheadMs } = this.options;
		const sender = Sender.start(program, { store, aheadMs: aheadMs() });
		this.sender = sender;
		void sender.ready.then(
			() => sender.pump(),
			() => undefined,
		);
	}

	async kill(): Promise<boolean> {
		const { sender } = this;
		this.sender = null;
		await sender?.kill();
		this.errors.push(...(sender?.errors ?? []));
		return sender !== null;
	}

	async dispatch(eventIds: readonly string[]): Promise<void> {
		if (!this.sender) throw new Error('Nobody is there');
		await this.sender.dispatch(eventIds);
	}
}
