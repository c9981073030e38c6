import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import type { LoadedPackage } from './in-process';

const packageName = 'n8n-nodes-commerce-webhooks';

// The tests make nodes fail, and n8n would print each failure. Read when n8n-core is loaded: import this file first.
process.env.N8N_LOG_LEVEL = 'silent';

// In n8n a node gets the container that n8n-core uses; here npm may have installed a second one.
jest.doMock('@n8n/di', () => {
	const paths = [path.dirname(require.resolve('n8n-core'))];
	return jest.requireActual<object>(require.resolve('@n8n/di', { paths }));
});

/** Nodes as they stand in the source, for n8n's engine: nothing need be built before. */
export function sourcePackage(
	nodes: readonly INodeType[],
	credentials: readonly ICredentialType[] = [],
): LoadedPackage {
	const byName = new Map(nodes.map((node) => [`${packageName}.${node.description.name}`, node]));
	const find = (type: string): INodeType => {
		const node = byName.get(type);
		if (!node) throw new Error(`No node type ${type} in this test`);
		return node;
	};
	return {
		name: packageName,
		nodeNames: [...byName.keys()],
		credentialNames: credentials.map(({ name }) => name),
		nodeType: (name) => find(`${packageName}.${name}`),
		credentialType: (name) => {
			const type = credentials.find((credential) => credential.name === name);
			if (!type) throw new Error(`No credential type ${name} in this test`);
			return type;
		},
		nodeTypes: { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) },
	};
}
