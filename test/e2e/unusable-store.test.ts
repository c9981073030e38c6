import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { N8nLab } from '../support/n8n-lab';

describe('a store that cannot be used', () => {
	let lab: N8nLab;

	beforeAll(async () => {
		lab = await N8nLab.start();
	});

	afterAll(async () => {
		await lab?.dispose();
	});

	async function executionError(storePath: string): Promise<string> {
		const store = await lab.credential('webhookStoreApi', 'Store', {
			engine: 'sqlite',
			path: storePath,
		});
		const dispatcher = lab.node(
			'Webhook Dispatcher',
			'webhookDispatcher',
			{ resource: 'subscription', operation: 'getAll' },
			{ credentials: { webhookStoreApi: store } },
		);
		const start = lab.node(
			'Start',
			'n8n-nodes-base.webhook',
			{ httpMethod: 'POST' },
			{ typeVersion: 2 },
		);
		start.parameters.path = start.webhookId;
		const workflow = await lab.workflow('Unusable', [start, dispatcher]);
		const url = `${lab.url}/webhook/${start.webhookId}`;
		await lab.publish(workflow.id, [url]);
		await lab.post(url, {});
		const [execution] = await lab.endedExecutions(workflow.id, 1);
		expect(execution?.status).toBe('error');
		return JSON.stringify(execution?.data?.resultData.error);
	}

	it('because its file is no database: says so, and changes nothing in it', async () => {
		const file = path.join(lab.home, 'letter.sqlite');
		writeFileSync(file, 'Dear reader, this is a letter and no database at all. '.repeat(200));
		const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');
		const before = digest();

		const error = await executionError(file);
		expect(error).toContain(file);
		expect(error).toContain('is not a readable SQLite database');
		expect(error).toContain('another path in the Webhook Store credential');
		expect(digest()).toBe(before);
	});

	it('because its folder cannot be written: says so, and what to do', async () => {
		const file = path.join(lab.home, 'letter.sqlite', 'store.sqlite');
		const error = await executionError(file);
		expect(error).toContain(file);
		expect(error).toContain('cannot be written');
		expect(error).toContain('Let the user that runs n8n write to this folder');
	});
});
