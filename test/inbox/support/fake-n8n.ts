import type { Emission, Fate } from '../../../src/inbox';
import { idOf } from '../../storage/support/records';
import type { InboxItem } from '../../../src/storage';
import { settle } from '../../support/fake-clock';

/** One row of n8n's table of executions, and what is known of the process that runs it. */
export interface Execution {
	key: string;
	eventIds: string[];
	status: 'running' | 'success' | 'error' | 'canceled' | 'crashed';
	/** Of the process that had it created. */
	process: string;
}

/** How n8n takes an emit: it runs it; it fails before it has stored it, or after. */
type Mood = 'well' | 'unable' | 'forgetful';

interface Waiting {
	resolve: (emission: Emission) => void;
	reject: (error: unknown) => void;
}

/**
 * n8n as a trigger sees it: a table of executions with a unique index over the deduplication keys, which outlives
 * its processes, and promises that tell the process that emitted how an execution ended.
 */
export class FakeN8n {
	readonly executions: Execution[] = [];
	/** Keys of every emit, refused ones as well. */
	readonly emitted: string[] = [];
	/** Events that were given to an execution while another one of them was running. */
	readonly overlaps: string[] = [];
	mood: Mood = 'well';
	/** Whether this version of n8n can be asked what became of an execution. */
	canBeAsked = true;
	private readonly waiting = new Map<Execution, Waiting>();

	async emit(process: string, events: readonly InboxItem[], key: string): Promise<Emission> {
		this.emitted.push(key);
		await Promise.resolve();
		if (this.mood === 'unable') throw new Error('the database of n8n does not answer');
		if (this.executions.some((execution) => execution.key === key)) return { kind: 'refused' };
		const eventIds = events.map(idOf);
		const alreadyRunning = this.running.flatMap((execution) => execution.eventIds);
		this.overlaps.push(...eventIds.filter((id) => alreadyRunning.includes(id)));
		const execution: Execution = {
			key,
			eventIds,
			status: 'running',
			process,
		};
		this.executions.push(execution);
		if (this.mood === 'forgetful') {
			execution.status = 'error';
			throw new Error('the database of n8n broke off');
		}
		return await new Promise<Emission>((resolve, reject) => {
			this.waiting.set(execution, { resolve, reject });
		});
	}

	/** As n8n's own record says to a process. */
	async fateOf(process: string, key: string): Promise<Fate | null> {
		const found = this.executions.find((execution) => execution.key === key);
		if (!found || !this.canBeAsked) return null;
		const { status } = found;
		const isElsewhere = status === 'running' && found.process !== process;
		return isElsewhere || status === 'crashed' ? { kind: 'died' } : { kind: 'settled', status };
	}

	get running(): Execution[] {
		return this.executions.filter(({ status }) => status === 'running');
	}

	/** Ids of the events of each execution that has been created, in order. */
	get ran(): string[][] {
		return this.executions.map(({ eventIds }) => eventIds);
	}

	/** Ends executions, by default all that run. */
	async end(executions = this.running, status: Execution['status'] = 'success'): Promise<void> {
		for (const execution of executions) {
			execution.status = status;
			this.waiting.get(execution)?.resolve({ kind: 'ended', status });
			this.waiting.delete(execution);
		}
		await settle();
	}

	/** The process is gone: its executions died with it, and nobody is told. */
	forget(process: string): void {
		for (const execution of this.running) {
			if (execution.process !== process) continue;
			execution.status = 'crashed';
			this.waiting.delete(execution);
		}
	}
}
