import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** A disk that has of a store what was waited for, and forgets everything else with the power. */
export class ForgetfulDisk {
	private constructor(
		private readonly file: string,
		private readonly kept: string,
		private readonly handles: FileHandle,
		private readonly datasync: FileHandle['datasync'],
	) {}

	/** Must be there before the store is opened; one at a time in a process. */
	static async below(file: string): Promise<ForgetfulDisk> {
		const kept = `${file}.kept`;
		mkdirSync(kept);
		const any = await open(path.join(kept, 'any'), 'w');
		await any.close();
		const handles = Object.getPrototypeOf(any) as FileHandle;
		const disk = new ForgetfulDisk(file, kept, handles, handles.datasync);
		const { datasync } = handles;
		handles.datasync = async function (this: FileHandle) {
			disk.keep();
			await datasync.call(this);
		};
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

	close(): void {
		this.handles.datasync = this.datasync;
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
