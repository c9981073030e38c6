import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { interceptDatasync } from '../../storage/support/intercept-datasync';

/** A disk that has of a store what was waited for, and forgets everything else with the power. */
export class ForgetfulDisk {
	/** The disk remembers everything again. */
	close: () => void = () => undefined;

	private constructor(
		private readonly file: string,
		private readonly kept: string,
	) {}

	/** Must be there before the store is opened. */
	static async below(file: string): Promise<ForgetfulDisk> {
		const kept = `${file}.kept`;
		mkdirSync(kept);
		const disk = new ForgetfulDisk(file, kept);
		disk.close = await interceptDatasync(file, async (proceed) => {
			disk.keep();
			await proceed();
		});
		return disk;
	}

	/** The store must be closed, and nothing of it be used any more. */
	cutPower(): void {
		rmSync(`${this.file}-shm`, { force: true });
		for (const name of this.names()) {
			rmSync(name, { force: true });
			const copy = this.copyOf(name);
			if (existsSync(copy)) copyFileSync(copy, name);
		}
	}

	private keep(): void {
		for (const name of this.names()) {
			if (existsSync(name)) copyFileSync(name, this.copyOf(name));
		}
	}

	private names(): string[] {
		return [this.file, `${this.file}-wal`];
	}

	private copyOf(name: string): string {
		return path.join(this.kept, path.basename(name));
	}
}
