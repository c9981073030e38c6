/** What is used of a connection of SQLite. */
export interface Connection {
	exec(sql: string): void;
	/** Whether a transaction is open: some errors end it by themselves. */
	readonly isTransaction: boolean;
}

/** What a commit survives: the end of the process, or also a power cut, for which the disk is waited for. */
export type Survives = 'processEnd' | 'powerCut';

interface Waiting {
	work: () => Promise<unknown>;
	/** `null`: only reads, which needs no transaction and keeps nobody else from writing. */
	survives: Survives | null;
	resolve: (result: unknown) => void;
	reject: (error: unknown) => void;
}

interface Options {
	/** Does something once no other process holds a lock that it needs. */
	whenUnlocked: (work: () => void) => Promise<void>;
	/** Transactions that may share one commit. */
	maximumSize: number;
}

const SYNCHRONOUS: Readonly<Record<Survives, string>> = { processEnd: 'NORMAL', powerCut: 'FULL' };

/**
 * Runs transactions one after the other over one connection, and those that wait together in one: a commit waits
 * for the disk, however much is in it. Each has a savepoint of its own, so that one which fails is undone alone;
 * none is reported as done before the commit that holds it.
 */
export class GroupCommit {
	private readonly waiting: Waiting[] = [];
	private running: Promise<void> | null = null;
	private synchronous: Survives = 'powerCut';

	constructor(
		private readonly connection: Connection,
		private readonly options: Options,
	) {}

	/** In the order of the calls; `null`: `work` only reads, and sees what was written before. */
	async run<Result>(work: () => Promise<Result>, survives: Survives | null): Promise<Result> {
		return await new Promise<Result>((resolve, reject) => {
			const done = (result: unknown) => resolve(result as Result);
			this.waiting.push({ work, survives, resolve: done, reject });
			this.running ??= this.runAll();
		});
	}

	/** Resolves when nothing waits any more. */
	async idle(): Promise<void> {
		await this.running;
	}

	private async runAll(): Promise<void> {
		// Whatever is asked for in the same turn comes along.
		await Promise.resolve();
		while (this.waiting.length > 0) {
			const group = this.nextGroup();
			try {
				const endings = isReading(group) ? await this.read(group) : await this.commit(group);
				for (const settle of endings) settle();
			} catch (error) {
				for (const { reject } of group) reject(error);
			}
		}
		this.running = null;
	}

	/** The first that waits, and those after it that may share its commit or need none either. */
	private nextGroup(): Waiting[] {
		const isRead = this.waiting[0]?.survives === null;
		const end = this.waiting.findIndex(({ survives }) => (survives === null) !== isRead);
		const size = Math.min(end === -1 ? this.waiting.length : end, this.options.maximumSize);
		return this.waiting.splice(0, size);
	}

	private async read(group: readonly Waiting[]): Promise<Array<() => void>> {
		const endings: Array<() => void> = [];
		for (const { work, resolve, reject } of group) {
			const ending = await work().then(
				(result) => () => resolve(result),
				(error: unknown) => () => reject(error),
			);
			endings.push(ending);
		}
		return endings;
	}

	/** How each of the group ended, to be told after the commit. Rejects where nothing of it was written. */
	private async commit(group: readonly Waiting[]): Promise<Array<() => void>> {
		await this.begin(group.some(({ survives }) => survives === 'powerCut'));
		try {
			const endings: Array<() => void> = [];
			for (const one of group) endings.push(await this.runOne(one, group.length > 1));
			this.connection.exec('COMMIT');
			return endings;
		} catch (error) {
			if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
			throw error;
		}
	}

	private async begin(mustSurvivePowerCut: boolean): Promise<void> {
		const survives = mustSurvivePowerCut ? 'powerCut' : 'processEnd';
		if (survives !== this.synchronous) {
			this.connection.exec(`PRAGMA synchronous = ${SYNCHRONOUS[survives]}`);
			this.synchronous = survives;
		}
		await this.options.whenUnlocked(() => this.connection.exec('BEGIN IMMEDIATE'));
	}

	private async runOne({ work, resolve, reject }: Waiting, isShared: boolean): Promise<() => void> {
		if (isShared) this.connection.exec('SAVEPOINT one');
		try {
			const result = await work();
			if (isShared) this.connection.exec('RELEASE one');
			return () => resolve(result);
		} catch (error) {
			if (!isShared || !this.connection.isTransaction) throw error;
			this.connection.exec('ROLLBACK TO one');
			this.connection.exec('RELEASE one');
			return () => reject(error);
		}
	}
}

function isReading(group: readonly Waiting[]): boolean {
	return group.every(({ survives }) => survives === null);
}
