import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { phrase, type Phrase } from '../../src/model/phrase';
import { translate } from './translate';

interface Secret {
	/** The credential's field. */
	field: string;
	/** What people call it. */
	label: string;
	/** Shorter ones can be guessed; of what the platform gives out, any length is taken. */
	minimumLength: number;
	platform: string;
}

/**
 * A credential's test where the platform has no call that proves a secret: only what can be seen of it
 * is checked.
 */
export function secretTest({ field, label, minimumLength, platform }: Secret) {
	return async function (
		this: ICredentialTestFunctions,
		{ data }: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		const secret = String(data?.[field] ?? '').trim();
		if (secret === '') return failed(phrase`The ${label} is empty`);
		if (/[^\x21-\x7e]/.test(secret)) {
			return failed(
				phrase`The ${label} has a space or a character that no header or URL can carry`,
			);
		}
		if (secret.length < minimumLength) {
			return failed(
				phrase`The ${label} can be guessed: choose ${minimumLength} characters or more`,
			);
		}
		const message = phrase`Looks usable; the first event from ${platform} proves it`;
		return { status: 'OK', message: translate(message) };
	};
}

/** Of tokens that the user chooses. */
export const CHOSEN_TOKEN = { field: 'token', label: 'token', minimumLength: 16 };

function failed(message: Phrase): INodeCredentialTestResult {
	return { status: 'Error', message: translate(message) };
}
