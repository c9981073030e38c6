import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

/** The credential's test. Hotmart has no call that proves a hottok: only what can be seen of it is checked. */
export async function testHottok(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const hottok = String(data?.hottok ?? '');
	if (hottok === '') return { status: 'Error', message: 'The hottok is empty' };
	if (/[^\x21-\x7e]/.test(hottok)) {
		return { status: 'Error', message: 'The hottok has a space or a character that no header can carry' };
	}
	return { status: 'OK', message: 'Looks usable; the first event from Hotmart proves it' };
}
