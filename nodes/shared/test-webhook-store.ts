import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { CommerceWebhooksError } from '../../src/model/errors';
import { createAddressGuard } from '../../src/net';
import { openStore } from '../../src/storage';
import { n8nInstance } from './n8n-instance';
import { storeSettings } from './store-settings';

/** The credential's test: opens the store, and says in words what is wrong. */
export async function testWebhookStore(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const { options, allowedNetworks } = storeSettings(credential.data, await n8nInstance());
		createAddressGuard({ allowedNetworks });
		const store = await openStore(options);
		await store.close();
		return { status: 'OK', message: 'The store can be read and written' };
	} catch (error) {
		const remedy =
			error instanceof CommerceWebhooksError && error.remedy ? `. ${error.remedy}` : '';
		const message = error instanceof Error ? error.message : String(error);
		return { status: 'Error', message: `${message}${remedy}` };
	}
}
