import * as z from 'zod';

import { group, instant, text } from '../fields';
import { uuid, word } from './fields';

/** The frame of every v2 event. `CLUB_FIRST_ACCESS` writes `creationDate`, all others `creation_date`. */
export function envelope(data: Readonly<Record<string, z.ZodType>>): z.ZodType {
	return z.looseObject({
		id: uuid('Identifier of the event, the same whenever Hotmart sends it again', {
			required: true,
		}),
		creation_date: instant('When Hotmart made the event'),
		creationDate: instant('When Hotmart made the event, as the first access to a club calls it'),
		event: word('Name of the event', { required: true }),
		version: text('Version of the webhook: 2.0.0', { size: 10 }),
		data: group('What happened', data, { required: true }),
	});
}
