import { mayAnswerDirectly } from '../../../nodes/shared/n8n-instance';

it.each([
	[{}, true],
	[{ EXTERNAL_HOOK_FILES: '' }, true],
	[{ EXTERNAL_HOOK_FILES: '/hooks.js' }, false],
	[{ EXTERNAL_HOOK_FILES_FILE: '/run/secrets/hooks' }, false],
	[{ N8N_METRICS: 'true' }, true],
	[{ N8N_METRICS_INCLUDE_WEBHOOK_METRICS: 'false' }, true],
	[{ N8N_METRICS_INCLUDE_WEBHOOK_METRICS: 'true' }, false],
	[{ N8N_METRICS_INCLUDE_API_ENDPOINTS: 'true' }, false],
	[{ COMMERCE_WEBHOOKS_DIRECT_ANSWERS: 'true' }, true],
	[{ COMMERCE_WEBHOOKS_DIRECT_ANSWERS: 'false' }, false],
])('with %j it is %s that requests may be answered without all of n8n', (set, may) => {
	expect(mayAnswerDirectly(set)).toBe(may);
});
