import { setTimeout as sleep } from 'node:timers/promises';

import type { Member } from './members';

interface Plan {
	members: readonly Member[];
	/** Event ids by dispatch. */
	dispatches: ReadonlyArray<readonly string[]>;
	kills: number;
}

/** So many dispatches that were acknowledged are made once more: they must change nothing. */
const REPEATED_SHARE = 0.1;
const PAUSE_MS = 20;

/**
 * Processes that dispatch and send, and are killed while they do. Kills and dispatches keep step with each other, so
 * that kills strike from the first event to the last.
 */
export class Crashes {
	/** Kills by the name of what was killed. */
	readonly kills = new Map<string, number>();
	/** Dispatches that were acknowledged, by the name of who did so. */
	readonly dispatches = new Map<string, number>();
	/** How often one had to be made again, because nobody was there, or was killed before it acknowledged. */
	dispatchesStruck = 0;
	/** How many that had been acknowledged were made again. */
	dispatchesRepeated = 0;
	private begun = 0;
	private fed: Promise<void> | null = null;

	constructor(private readonly plan: Plan) {}

	get killed(): number {
		return [...this.kills.values()].reduce((sum, count) => sum + count, 0);
	}

	/** Lets all members live and die until so many more were killed, and then kills those that are left. */
	async strike(kills: number): Promise<void> {
		this.fed ??= this.feed();
		const enough = this.killed + kills;
		await Promise.all(this.plan.members.map((member) => this.live(member, enough)));
		await Promise.all(this.plan.members.map((member) => this.kill(member)));
	}

	/** Starts all members once more, and resolves when every dispatch was acknowledged. */
	async recover(): Promise<void> {
		await Promise.all(this.plan.members.map((member) => member.start()));
		await this.fed;
	}

	private async live(member: Member, enough: number): Promise<void> {
		while (this.killed < enough) {
			await member.start();
			await sleep(Math.random() * member.lifetimeMs);
			while (this.killsAreAhead()) await sleep(PAUSE_MS);
			if (this.killed < enough) await this.kill(member);
		}
	}

	private async kill(member: Member): Promise<void> {
		if (!(await member.kill())) return;
		countOne(this.kills, member.name);
	}

	private async feed(): Promise<void> {
		const acknowledged: Array<Promise<void>> = [];
		for (const eventIds of this.plan.dispatches) {
			while (this.dispatchesAreAhead()) await sleep(PAUSE_MS);
			await this.readyMember();
			this.begun += 1;
			acknowledged.push(this.dispatch(eventIds));
			await sleep(Math.random() * PAUSE_MS);
		}
		await Promise.all(acknowledged);
	}

	/** As a caller does that must be sure: again and again, until it is acknowledged. */
	private async dispatch(eventIds: readonly string[]): Promise<void> {
		while (!(await this.isDispatched(eventIds))) {
			this.dispatchesStruck += 1;
			await sleep(PAUSE_MS);
		}
		if (Math.random() >= REPEATED_SHARE) return;
		this.dispatchesRepeated += 1;
		await this.isDispatched(eventIds);
	}

	private async isDispatched(eventIds: readonly string[]): Promise<boolean> {
		const member = await this.readyMember();
		try {
			await member.dispatch(eventIds);
		} catch {
			return false;
		}
		countOne(this.dispatches, member.name);
		return true;
	}

	private async readyMember(): Promise<Member> {
		for (;;) {
			const ready = this.plan.members.filter(({ isReady }) => isReady);
			const member = ready[Math.floor(Math.random() * ready.length)];
			if (member) return member;
			await sleep(PAUSE_MS);
		}
	}

	private killsAreAhead(): boolean {
		const { dispatches, kills } = this.plan;
		return this.begun / dispatches.length < this.killed / kills && this.begun < dispatches.length;
	}

	private dispatchesAreAhead(): boolean {
		const { dispatches, kills } = this.plan;
		return this.begun / dispatches.length > (this.killed + 1) / kills;
	}
}

function countOne(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}
