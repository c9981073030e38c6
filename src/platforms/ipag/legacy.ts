import * as z from 'zod';

import type { JsonObject, JsonValue } from '../../model/json';
import type { CommonFields } from '../../model/received-event';
import type { EventVariant, Identity } from '../definition';
import { group, identifier, number, text, written } from '../fields';
import { isAbsent } from '../present';
import { numberOf, objectAt, textOf } from '../read';
import { statusCodes, statusWord } from './status';

const url = written(text, { valueFormat: 'URL', size: 2048 });

const shape = {
	id_transacao: identifier('Number of the transaction', { required: true }),
	valor: number('Amount in units of the currency'),
	num_pedido: identifier("The shop's number of the order"),
	status_pagamento: identifier(`Code of the status: ${statusCodes}`, { required: true, size: 2 }),
	mensagem_transacao: text('Status in words; go by the code'),
	metodo: text('Method of payment', { size: 32 }),
	operadora: text('Who processed the payment', { size: 64 }),
	operadora_mensagem: text("The processor's answer in words"),
	id_librepag: identifier('Number iPag itself gives the transaction'),
	autorizacao_id: text('Number of the authorisation', { size: 64 }),
	url_autenticacao: url('Where the payer goes on'),
};

const schema = z.union([
	z.looseObject({ retorno: group('The callback, where it is XML', shape, { required: true }) }),
	z.looseObject(shape),
]);

/** The fields of a legacy callback: a form's, or those inside the XML's `<retorno>`. */
function fieldsOf(body: JsonValue): JsonObject {
	const root = objectAt(body);
	const wrapped = objectAt(root, 'retorno');
	return isAbsent(wrapped) ? root : wrapped;
}

/** Whether a body is a legacy callback, of any status. */
export function isLegacy(body: JsonValue): boolean {
	const { id_transacao: id, status_pagamento: status } = fieldsOf(body);
	return textOf(id) !== null && textOf(status) !== null;
}

/** The callback of before the webhooks, which is not signed, with one of its status codes. */
export function legacyCallback(status: number): EventVariant {
	return {
		name: 'legacy callback',
		contentType: 'application/x-www-form-urlencoded',
		applies: (body) => isLegacy(body) && textOf(fieldsOf(body).status_pagamento) === String(status),
		schema,
		sample: {
			id_transacao: '4f8b2c1d9e',
			valor: '149.90',
			num_pedido: '1042',
			status_pagamento: String(status),
			mensagem_transacao: statusWord(status) ?? '',
			metodo: 'visa',
			operadora: 'cielo',
			operadora_mensagem: '',
			id_librepag: '90017',
			autorizacao_id: '123456',
			url_autenticacao: '',
		},
		commonFields: readLegacyFields,
	};
}

/** The key of a legacy callback, which has no id: transaction and status. */
export function identifyLegacy(body: JsonValue, event: string): Identity {
	const { id_transacao: id, status_pagamento: status } = fieldsOf(body);
	return {
		event,
		id: `${event}:${textOf(id) ?? ''}:${textOf(status) ?? ''}`,
		occurredAt: null,
		test: false,
	};
}

function readLegacyFields(body: JsonValue): CommonFields {
	const fields = fieldsOf(body);
	const total = numberOf(fields.valor);
	return {
		product: null,
		customer: null,
		order: {
			id: textOf(fields.num_pedido, fields.id_transacao),
			code: textOf(fields.id_transacao),
			status: statusWord(fields.status_pagamento, fields.mensagem_transacao),
			total,
			currency: total === null ? null : 'BRL',
			method: textOf(fields.metodo),
			installments: null,
		},
		subscription: null,
	};
}
