import * as z from 'zod';

import { parseInput } from '../../../../src/model/parse-input';
import { platforms } from '../../../../src/platforms';
import { shownFor, type StorelessOperation } from '../../operation';
import { emptyAsAbsent } from '../../parameters';
import { catalogItem } from './catalog-item';
import { platformOptions, platformSchema } from './platform-event';

const parametersSchema = z.object({ platform: emptyAsAbsent(platformSchema) });

export const getAll: StorelessOperation = {
	kind: 'storeless',
	description: shownFor('catalog', 'getAll', [
		{
			displayName: 'Platform',
			name: 'platform',
			type: 'options',
			options: [{ name: 'All', value: '' }, ...platformOptions],
			default: '',
			description: 'Whose events to get',
		},
	]),
	execute: async ({ context, itemIndex }) => {
		const { platform: wanted } = parseInput(parametersSchema, {
			platform: context.getNodeParameter('platform', itemIndex, ''),
		});
		return platforms
			.filter(({ id }) => wanted === undefined || id === wanted)
			.flatMap((platform) => platform.events.map((event) => catalogItem({ platform, event })));
	},
};
