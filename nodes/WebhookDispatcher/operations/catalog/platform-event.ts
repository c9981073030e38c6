import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import * as z from 'zod';

import { CommerceWebhooksError } from '../../../../src/model/errors';
import { phrase } from '../../../../src/model/phrase';
import { parseInput } from '../../../../src/model/parse-input';
import {
	platformById,
	platforms,
	type PlatformDefinition,
	type PlatformEvent,
} from '../../../../src/platforms';
import { alphabetical } from '../../../shared/alphabetical';
import { compose } from '../../../shared/localized';
import { eventOption } from '../../../shared/trigger-properties';
import type { ItemParameters } from '../../item-parameters';

/** One event of one platform. */
export interface PlatformEventChoice {
	platform: PlatformDefinition;
	event: PlatformEvent;
}

/** A platform's id. */
export const platformSchema = z.enum(platforms.map(({ id }) => id));

/** All platforms, as the editor lists them. */
export const platformOptions: INodePropertyOptions[] = alphabetical(
	platforms.map(({ id, displayName }) => ({ name: displayName, value: id })),
	({ name }) => name,
);

/** Chooses an event: the platform, and from the list of that platform the event. */
export const platformEventProperties: INodeProperties[] = [
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		options: platformOptions,
		default: '',
		required: true,
		description: 'Whose event it is',
	},
	...platforms.map(
		({ id, displayName, events }): INodeProperties => ({
			displayName: 'Event',
			name: 'event',
			type: 'options',
			options: alphabetical(events.map(eventOption), ({ name }) => name),
			default: '',
			required: true,
			description: compose(phrase`What ${displayName} calls it`),
			displayOptions: { show: { platform: [id] } },
		}),
	),
];

/** Reads what `platformEventProperties` chose. Throws `invalid_input`, naming the parameter. */
export function readPlatformEvent(context: ItemParameters, itemIndex: number): PlatformEventChoice {
	const { platform: id } = parseInput(z.object({ platform: platformSchema }), {
		platform: context.getNodeParameter('platform', itemIndex, ''),
	});
	const platform = platformById(id);
	const name = String(context.getNodeParameter('event', itemIndex, '') ?? '').trim();
	const event = platform?.events.find((one) => one.name === name);
	if (platform && event) return { platform, event };
	const names = (platform?.events ?? []).map((one) => one.name).join(', ');
	throw new CommerceWebhooksError(
		'invalid_input',
		phrase`${platform?.displayName ?? id} has no event ${JSON.stringify(name)}`,
		{
			field: 'event',
			remedy: phrase`Choose from the list, or enter one of ${names}`,
		},
	);
}
