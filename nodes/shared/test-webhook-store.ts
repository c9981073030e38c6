import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { phrase } from '../../src/model/phrase';
import { openStore } from '../../src/storage';
import { n8nInstance } from './n8n-instance';
import { guardFor } from './network-rules';
import { describeError } from './node-errors';
import { storeSettings } from './store-settings';
import { translate } from './translate';

/** The credential's test: opens the store, and says in words what is wrong. */
export async function testWebhookStore(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const { options, allowedNetworks } = storeSettings(credential.data, await n8nInstance());
		guardFor(allowedNetworks);
		const store = await openStore(options);
		await store.close();
		return { status: 'OK', message: translate(phrase`The store can be read and written`) };
	} catch (error) {
		const { message, remedy } = describeError(error);
		return { status: 'Error', message: remedy ? `${message}. ${remedy}` : message };
	}
}
