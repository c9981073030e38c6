import path from 'node:path';
import type { INodeType } from 'n8n-workflow';

import type { LoadedPackage } from './in-process';

const packageName = 'n8n-nodes-commerce-webhooks';

// In n8n a node gets the container that n8n-core uses; here npm may have installed a second one.
jest.doMock('@n8n/di', () => {
	const paths = [path.dirname(require.resolve('n8n-core'))];
	return jest.requireActual<object>(require.resolve('@n8n/di', { paths }));
});

/** Nodes as they stand in the source, for n8n's engine: nothing need be built before. */
export function sourcePackage(nodes: readonly INodeType[]): LoadedPackage {
	const byName = new Map(nodes.map((node) => [`${packageName}.${node.description.name}`, node]));
	const find = (type: string): INodeType => {
		const node = byName.get(type);
		if (!node) throw new Error(`No node type ${type} in this test`);
		return node;
	};
	return {
		name: packageName,
		nodeNames: [...byName.keys()],
		credentialNames: [],
		nodeType: (name) => find(`${packageName}.${name}`),
		credentialType: (name) => {
			throw new Error(`No credential type ${name} in this test`);
		},
		nodeTypes: { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) },
	};
}
