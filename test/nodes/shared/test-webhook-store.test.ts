// First: the node gets the container that n8n-core uses.
import '../../support/source-package';
import { n8nFolder } from '../../support/in-process';
import path from 'node:path';
import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';

import { testWebhookStore } from '../../../nodes/shared/test-webhook-store';

afterEach(() => {
	delete process.env.N8N_SSRF_BLOCKED_IP_RANGES;
});

async function tested(allowedNetworks = '') {
	const file = path.join(n8nFolder, 'credential-test.sqlite');
	const data = { engine: 'sqlite', path: file, allowedNetworks };
	return await testWebhookStore.call(
		{} as ICredentialTestFunctions,
		{ data } as unknown as ICredentialsDecrypted,
	);
}

test('a store that opens is fine', async () => {
	expect(await tested('10.0.0.0/8')).toEqual({
		status: 'OK',
		message: 'The store can be read and written',
	});
});

test('networks that cannot be read are not', async () => {
	expect(await tested('10.0.0.0/99')).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('"10.0.0.0/99" cannot be read as an entry'),
	});
});

test("n8n's own networks count as they do when webhooks are sent", async () => {
	process.env.N8N_SSRF_BLOCKED_IP_RANGES = '10.0.0.0/77';

	expect(await tested()).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('"10.0.0.0/77" cannot be read as an entry'),
	});
});
