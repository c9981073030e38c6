import { CommerceWebhooksError } from '../../model/errors';
import { phrase, type Phrase } from '../../model/phrase';

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const SQLITE = {
	permission: 3,
	busy: 5,
	readonly: 8,
	ioError: 10,
	corrupt: 11,
	full: 13,
	cantOpen: 14,
	protocol: 15,
	notADatabase: 26,
};

/** Whether another connection holds a lock that was asked for. */
export function isLocked(error: unknown): boolean {
	const result = resultCode(error);
	return result === SQLITE.busy || result === SQLITE.protocol;
}

/** An error of SQLite, or of the file system round its file, in words with what to do; any other is as it was. */
export function explainSqlite(error: unknown, file: string): unknown {
	return explainFileSystem(error, file) ?? explainResult(error, file);
}

function explainResult(error: unknown, file: string): unknown {
	if (isLocked(error)) {
		return unavailable(
			file,
			phrase`another process keeps it locked`,
			phrase`Close the program that holds the file`,
			error,
		);
	}
	switch (resultCode(error)) {
		case SQLITE.notADatabase:
		case SQLITE.corrupt:
			return new CommerceWebhooksError(
				'store_damaged',
				phrase`The webhook store ${file} is not a readable SQLite database`,
				{
					remedy: phrase`Nothing was changed in it. Restore it from a backup, or move it away and a new store is made; or set another path in the Webhook Store credential`,
					cause: error,
				},
			);
		case SQLITE.full:
			return diskFull(file, error);
		case SQLITE.permission:
		case SQLITE.readonly:
		case SQLITE.cantOpen:
		case SQLITE.ioError:
			return notWritable(file, error);
		default:
			return error;
	}
}

/** An error of the file system in words; `null` for any other. */
function explainFileSystem(error: unknown, file: string): CommerceWebhooksError | null {
	if (typeof error !== 'object' || error === null || !('syscall' in error && 'code' in error))
		return null;
	const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
	return isFull ? diskFull(file, error) : notWritable(file, error);
}

function diskFull(file: string, cause: unknown): CommerceWebhooksError {
	return unavailable(
		file,
		phrase`the disk is full`,
		phrase`Free some disk space; work goes on by itself`,
		cause,
	);
}

function notWritable(file: string, cause: unknown): CommerceWebhooksError {
	return unavailable(
		file,
		phrase`the file or its folder cannot be written`,
		phrase`Let the user that runs n8n write to this folder, or set another path in the Webhook Store credential`,
		cause,
	);
}

function unavailable(
	file: string,
	what: Phrase,
	remedy: Phrase,
	cause: unknown,
): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'store_unavailable',
		phrase`The webhook store ${file} is not available: ${what}`,
		{
			remedy,
			cause,
		},
	);
}

/** `null` where the error is not SQLite's. */
function resultCode(error: unknown): number | null {
	const isSqlite = typeof error === 'object' && error !== null && 'errcode' in error;
	return isSqlite ? Number(error.errcode) & 0xff : null;
}
