import { fstatSync, rmSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/**
 * Has `intercept` called instead of the disk being waited for with the log of that store, until the returned function
 * is called; one at a time. Stores that earlier test files of this process left open are none of its business.
 */
export async function interceptDatasync(
	file: string,
	intercept: (proceed: () => Promise<void>) => Promise<void>,
): Promise<() => void> {
	const log = `${file}-wal`;
	const any = await open(`${file}.any`, 'w');
	await any.close();
	rmSync(`${file}.any`);
	const handles = Object.getPrototypeOf(any) as FileHandle;
	const { datasync } = handles;
	handles.datasync = async function (this: FileHandle) {
		const proceed = async () => await datasync.call(this);
		const isOfStore = fstatSync(this.fd).ino === statSync(log, { throwIfNoEntry: false })?.ino;
		await (isOfStore ? intercept(proceed) : proceed());
	};
	return () => {
		handles.datasync = datasync;
	};
}
