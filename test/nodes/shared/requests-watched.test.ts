import { areRequestsWatched } from '../../../nodes/shared/n8n-instance';

it.each([
	[{}, false],
	[{ EXTERNAL_HOOK_FILES: '' }, false],
	[{ EXTERNAL_HOOK_FILES: '/hooks.js' }, true],
	[{ EXTERNAL_HOOK_FILES_FILE: '/run/secrets/hooks' }, true],
	[{ N8N_METRICS: 'true' }, false],
	[{ N8N_METRICS_INCLUDE_WEBHOOK_METRICS: 'false' }, false],
	[{ N8N_METRICS_INCLUDE_WEBHOOK_METRICS: 'true' }, true],
])('with %j it is %s that something of the administrator’s sees each request', (set, is) => {
	expect(areRequestsWatched(set)).toBe(is);
});
