import * as z from 'zod';

import { group, identifier, number, text, written } from '../fields';

const code = written(text, { size: 32 });

/** The body of all six events. */
export const bodySchema = z.looseObject({
	event_id: code('Name of the event: it is no identifier', {
		required: true,
		valueFormat: 'Upper-case word',
	}),
	data: group(
		'The order',
		{
			id: identifier('Identifier of the order', { required: true }),
			code: code('Number of the order as people see it'),
			utmId: text('Identifier of the visit the order came from', {
				valueFormat: 'UUID',
				size: 36,
			}),
			date: group('When the order was made, not when this happened', {
				date: text('Date and time', { valueFormat: 'Y-m-d H:i:s.u', size: 26 }),
				timezone_type: number('Kind of zone: 1 offset, 2 abbreviation, 3 identifier', { size: 1 }),
				timezone: text('Time zone of the date', { valueFormat: 'PHP time zone', size: 64 }),
			}),
			status: identifier('Status of the order; what the numbers mean is set up in the shop'),
			user: group(
				'Who ordered',
				{
					id: identifier('Identifier of the customer'),
					document: text('Document of the customer', { valueFormat: 'CPF or CNPJ', size: 20 }),
					name: text('Full name of the customer'),
					email: text('E-mail of the customer', { valueFormat: 'E-mail address', size: 254 }),
					phone: text('Landline', { valueFormat: 'Telephone number', size: 20 }),
					cellphone: text('Mobile telephone', { valueFormat: 'Telephone number', size: 20 }),
				},
				{ sharedWithAffiliates: false },
			),
		},
		{ required: true },
	),
});
