import { RECENT_MS, recentCredential } from '../../../nodes/shared/recent-credential';

let reads: number;
let value: string;

/** A node with a credential of its own each time. */
function context(workflowId: string, failing = false): Parameters<typeof recentCredential>[0] {
	return {
		getNode: () => ({
			id: 'node',
			name: 'Node',
			type: 'test',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { someApi: { id: 'credential', name: 'Credential' } },
		}),
		getWorkflow: () => ({ id: workflowId, active: true }),
		getCredentials: async <T extends object>() => {
			reads += 1;
			if (failing) throw new Error('not now');
			return { token: value } as T;
		},
	};
}

beforeEach(() => {
	reads = 0;
	value = 'one';
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
});

afterEach(() => jest.useRealTimers());

it('is read once for a burst, also of requests at once', async () => {
	const node = context('burst');
	await Promise.all(Array.from({ length: 50 }, () => recentCredential(node, 'someApi')));
	expect(await recentCredential(node, 'someApi')).toEqual({ token: 'one' });
	expect(reads).toBe(1);
});

it('is read again when it is no longer recent, or not recent enough for the purpose', async () => {
	const node = context('again');
	await recentCredential(node, 'someApi');
	value = 'two';
	jest.advanceTimersByTime(RECENT_MS / 4);
	expect(await recentCredential(node, 'someApi')).toEqual({ token: 'one' });
	expect(await recentCredential(node, 'someApi', RECENT_MS / 4)).toEqual({ token: 'two' });
	value = 'three';
	jest.advanceTimersByTime(RECENT_MS);
	expect(await recentCredential(node, 'someApi')).toEqual({ token: 'three' });
});

it('is not shared between workflows', async () => {
	await recentCredential(context('mine'), 'someApi');
	value = 'two';
	expect(await recentCredential(context('yours'), 'someApi')).toEqual({ token: 'two' });
});

it('is read again where it could not be read', async () => {
	await expect(recentCredential(context('failing', true), 'someApi')).rejects.toThrow('not now');
	expect(await recentCredential(context('failing'), 'someApi')).toEqual({ token: 'one' });
});
