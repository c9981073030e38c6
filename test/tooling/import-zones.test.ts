import { script } from './support/script';

const { importViolation } = script<{
	importViolation(file: string, specifier: string): string | null;
}>('import-zones.mjs');

test.each([
	['src/delivery/engine.ts', './outcome'],
	['src/delivery/engine.ts', '../model/delivery'],
	['src/delivery/engine.ts', '../storage/contracts'],
	['src/delivery/engine.ts', '../pump'],
	['src/delivery/engine.ts', '../net/index'],
	['src/delivery/guarded-agent.ts', 'undici'],
	['src/delivery/guarded-agent.ts', 'undici/lib/dispatcher/agent.js'],
	['src/delivery/request-headers.ts', '../../package.json'],
	['src/storage/database/sqlite-database.ts', 'node:sqlite'],
	['src/storage/database/checkpoints.ts', 'node:worker_threads'],
	['src/platforms/hotmart/events.ts', 'zod'],
	['src/platforms/hotmart/events.ts', '../definition'],
	['src/platforms/verify.ts', 'node:crypto'],
	['nodes/WebhookDispatcher/operations/event/dispatch.operation.ts', '../../../../src/delivery'],
	['nodes/WebhookDispatcher/output.ts', '../../src/model/delivery'],
	['nodes/HotmartTrigger/HotmartTrigger.node.ts', '../shared/receive-webhook'],
	['nodes/HotmartTrigger/HotmartTrigger.node.ts', 'n8n-workflow'],
	['nodes/shared/n8n-instance.ts', 'n8n-core'],
	['credentials/WebhookStoreApi.credentials.ts', 'n8n-workflow'],
	['credentials/WebhookStoreApi.credentials.ts', '../nodes/shared/localized'],
	['test/storage/store.test.ts', '../../src/storage/database/sqlite-database'],
	['scripts/demo/run-demo.ts', '../../test/support/n8n-lab'],
])('%s may import %s', (file, specifier) => {
	expect(importViolation(file, specifier)).toBeNull();
});

test.each([
	['src/delivery/engine.ts', '../storage', 'src/storage'],
	[
		'src/delivery/engine.ts',
		'../storage/database/sqlite-database',
		'src/storage/database/sqlite-database',
	],
	['src/delivery/engine.ts', '../inbox', 'src/inbox'],
	['src/delivery/engine.ts', '../net/address-guard', 'src/net/address-guard'],
	['src/delivery/engine.ts', '../../nodes/shared/runtime', 'nodes/shared/runtime'],
	['src/delivery/engine.ts', '../../test/support/receiver', 'test/support/receiver'],
	['src/delivery/engine.ts', 'undici', 'undici is imported in'],
	['src/delivery/engine.ts', 'undici/lib/dispatcher/agent.js', 'undici is imported in'],
	['src/pump/pump.ts', 'node:worker_threads', 'node:worker_threads is imported in'],
	['src/delivery/engine.ts', 'n8n-workflow', 'n8n-workflow is imported in'],
	['src/model/id.ts', '../net', 'nothing of ours'],
	['src/pump/pump.ts', '../storage/contracts', 'src/storage/contracts'],
	['src/platforms/verify.ts', '../storage/contracts', 'src/storage/contracts'],
	['src/platforms/verify.ts', 'node:fs', 'node:fs'],
	['src/platforms/verify.ts', 'crypto', 'crypto'],
	['src/storage/receiving/inbox-table.ts', 'node:sqlite', 'node:sqlite is imported in'],
	['src/storage/database/sqlite-database.ts', 'pg', 'pg is imported in'],
	['src/other/thing.ts', '../model/id', 'no area of src'],
	['nodes/WebhookDispatcher/output.ts', '../../src/delivery/outcome', 'src/delivery/outcome'],
	['nodes/WebhookDispatcher/output.ts', '../HotmartTrigger/HotmartTrigger.node', 'HotmartTrigger'],
	['nodes/shared/runtime.ts', '../HotmartTrigger/HotmartTrigger.node', 'HotmartTrigger'],
	['nodes/shared/runtime.ts', 'n8n-core', 'n8n-core is imported in'],
	['nodes/shared/runtime.ts', '@n8n/di', '@n8n/di is imported in'],
	['credentials/WebhookStoreApi.credentials.ts', '../src/storage', 'fields and tests'],
	['credentials/WebhookStoreApi.credentials.ts', '../nodes/shared/runtime', 'fields and tests'],
])('%s may not import %s', (file, specifier, reason) => {
	expect(importViolation(file, specifier)).toContain(reason);
});
