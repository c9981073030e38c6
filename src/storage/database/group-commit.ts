/** What is used of a connection of SQLite. */
export interface Connection {
	exec(sql: string): void;
	/** Whether a transaction is open: some errors end it by themselves. */
	readonly isTransaction: boolean;
}

/**
 * What a commit survives: the end of the process, or also a power cut, for which the disk is waited for. `asRead`: the
 * end of the process, and no power cut; but what it may have read, and shall survive one, is on the disk by its end.
 */
export type Survives = 'processEnd' | 'asRead' | 'powerCut';

interface Waiting {
	work: () => Promise<unknown>;
	/** `null`: only reads, which needs no transaction and keeps nobody else from writing. */
	survives: Survives | null;
	resolve: (result: unknown) => void;
	reject: (error: unknown) => void;
}

/** A transaction that is told of its end when the disk has something. */
interface Later {
	settle: () => void;
	reject: (error: unknown) => void;
}

interface Options {
	/** Does something once no other process holds a lock that it needs. */
	whenUnlocked: (work: () => void) => Promise<void>;
	/** Waits until the disk has all that is committed. */
	waitForDisk: () => Promise<void>;
	/** Waits until the disk has what others wait for, or may wait for in another process. */
	waitForOthers: () => Promise<void>;
	/** Transactions that may share one commit. */
	maximumSize: number;
}

/**
 * Runs transactions one after the other over one connection, and those that wait together in one: a commit costs nearly
 * as much for one as for many. Each has a savepoint of its own, so that one which fails is undone alone; none is
 * reported as done before the commit that holds it, nor before the disk has it where it must survive a power cut. The
 * next ones do not wait for the disk.
 */
export class GroupCommit {
	private readonly waiting: Waiting[] = [];
	private running: Promise<void> | null = null;
	/** Those that wait for the disk. */
	private readonly telling = new Set<Promise<void>>();

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
		await Promise.all(this.telling);
	}

	private async runAll(): Promise<void> {
		// Whatever is asked for in the same turn comes along.
		await Promise.resolve();
		while (this.waiting.length > 0) {
			const group = this.nextGroup();
			try {
				const endings = isReading(group) ? await this.read(group) : await this.commit(group);
				this.tell(group, endings);
			} catch (error) {
				for (const { reject } of group) reject(error);
			}
		}
		this.running = null;
	}

	/** Each how it ended. */
	private tell(group: readonly Waiting[], endings: ReadonlyArray<() => void>): void {
		const later: Later[] = [];
		const afterOthers: Later[] = [];
		for (const [index, { survives, reject }] of group.entries()) {
			const settle = endings[index] ?? (() => undefined);
			if (survives === 'powerCut') later.push({ settle, reject });
			else if (survives === 'asRead') afterOthers.push({ settle, reject });
			else settle();
		}
		// First those that others may have to wait for.
		this.tellAfter(this.options.waitForDisk, later);
		this.tellAfter(this.options.waitForOthers, afterOthers);
	}

	private tellAfter(wait: () => Promise<void>, later: readonly Later[]): void {
		if (later.length === 0) return;
		const told = wait()
			.then(
				() => later.forEach(({ settle }) => settle()),
				(error: unknown) => later.forEach(({ reject }) => reject(error)),
			)
			.finally(() => this.telling.delete(told));
		this.telling.add(told);
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
		await this.options.whenUnlocked(() => this.connection.exec('BEGIN IMMEDIATE'));
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
