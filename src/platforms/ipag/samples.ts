import type { JsonObject } from '../../model/json';
import { statusWord } from './status';

const customer: JsonObject = {
	name: 'Joana Exemplo da Silva',
	cpf_cnpj: '529.982.247-25',
	email: 'compradora@example.com',
	phone: '11912345678',
	billing_address: {
		street: 'Avenida Paulista',
		number: '1000',
		district: 'Bela Vista',
		complement: 'Conjunto 10',
		city: 'São Paulo',
		state: 'SP',
		zipcode: '01310-100',
	},
};

/** The body of a `Transaction…` event with a status code; `overrides` go into `attributes`. */
export function transactionBody(code: number, overrides: JsonObject = {}): JsonObject {
	return {
		id: 90017,
		uuid: '1b6ac56e3b1c4c6f8f5a2d6c7e9b0a12',
		resource: 'transactions',
		attributes: {
			order_id: '1042',
			amount: 149.9,
			installments: 1,
			tid: '10069930690009F2122A',
			authorization_id: '123456',
			status: { code, message: statusWord(code) ?? '' },
			method: 'visa',
			captured_amount: null,
			captured_at: '0000-00-00 00:00:00',
			acquirer: { name: 'cielo', message: 'Successful', code: '4', merchant_id: '10000001' },
			gateway: { code: 'P0', message: 'Success' },
			card: {
				holder: 'JOANA E DA SILVA',
				number: '400000******0002',
				expiry_month: '12',
				expiry_year: '2030',
				brand: 'visa',
			},
			customer,
			products: [{ name: 'Curso de Fotografia', unit_price: 149.9, quantity: 1, sku: 'CURSO-01' }],
			antifraud: null,
			split_rules: [],
			history: [
				{
					amount: 149.9,
					type: 'created',
					status: 'succeeded',
					response_code: '0',
					response_message: 'Success',
					created_at: '2026-01-05 06:59:00',
				},
			],
			created_at: '2026-01-05 06:59:00',
			updated_at: '2026-01-05 07:00:00',
			...overrides,
		},
	};
}

/** The body of another event, which iPag does not document: the frame it probably has. */
export function frameBody(resource: string, attributes: JsonObject): JsonObject {
	return {
		id: 5521,
		uuid: '7c2f0a9d5e6b4f1a8d3c9b7e0f1a2b3c',
		resource,
		attributes: {
			amount: 149.9,
			customer,
			created_at: '2026-01-05 06:59:00',
			updated_at: '2026-01-05 07:00:00',
			...attributes,
		},
	};
}
