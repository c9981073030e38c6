import * as z from 'zod';

import { phrase, Phrase } from '../../../../src/model/phrase';
import { receivedEventStateSchema } from '../../../../src/model/received-event';
import { platforms } from '../../../../src/platforms';
import { compose } from '../../../shared/localized';
import { filtersProperty } from '../../filters';
import { emptyAsAbsent, instantSchema } from '../../parameters';
import { platformOptions, platformSchema } from '../catalog/platform-event';

const schema = z.object({
	platform: emptyAsAbsent(platformSchema),
	// Any text: a trigger that takes all events also takes those that this version does not know.
	event: emptyAsAbsent(z.string().trim()),
	state: emptyAsAbsent(receivedEventStateSchema),
	eventId: emptyAsAbsent(z.coerce.string().trim()),
	since: emptyAsAbsent(instantSchema),
	until: emptyAsAbsent(instantSchema),
});

const property = filtersProperty([
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		options: eventOptions(),
		default: '',
		description:
			'What the platform calls it. For an event that is not in the list, enter its name by an expression.',
	},
	{
		displayName: 'Event ID',
		name: 'eventId',
		type: 'string',
		default: '',
		placeholder: 'e.g. a51689a6',
		description: "Text that the platform's ID of the event contains",
	},
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		options: platformOptions,
		default: '',
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description: 'Received at or after this time',
	},
	{
		displayName: 'State',
		name: 'state',
		type: 'options',
		options: [
			{ name: 'Done', value: 'done', description: 'Its execution has ended' },
			{ name: 'Emitted', value: 'emitted', description: 'Its execution runs now' },
			{
				name: 'Kept',
				value: 'kept',
				description: 'Recorded, but not run or not to the end: invalid, or n8n crashed',
			},
			{ name: 'Waiting', value: 'waiting', description: 'Stored, and not yet given to n8n' },
		],
		default: 'kept',
		description: 'What became of it so far',
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		default: '',
		description: 'Received before this time',
	},
]);

/** Which received events are meant. */
export const receivedEventFilters = { schema, property };

function eventOptions() {
	return platforms.flatMap(({ displayName, events }) =>
		events.map(({ name, title, description }) => ({
			name: compose(phrase`${displayName}: ${new Phrase(title)} (${name})`),
			value: name,
			description,
		})),
	);
}
