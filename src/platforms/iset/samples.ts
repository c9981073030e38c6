import type { JsonObject } from '../../model/json';

const person: JsonObject = {
	id: 88,
	name: 'Joana Exemplo da Silva',
	email: 'compradora@example.com',
	phone: '11912345678',
};

const items: JsonObject[] = [{ product_id: 310, name: 'Caneca Azul', quantity: 2, price: 39.9 }];

/** A guess at an order: iSET documents no body. */
export const order: JsonObject = {
	id: 5012,
	status: 'Aguardando pagamento',
	total: 79.8,
	payment_method: 'Pix',
	updated_at: '2026-01-05 07:00:00',
	customer: { ...person, cpf_cnpj: '52998224725' },
	items,
};

/** A guess at a product. */
export const product: JsonObject = {
	id: 310,
	name: 'Caneca Azul',
	model: 'CAN-AZ',
	price: 39.9,
	quantity: 12,
	updated_at: '2026-01-05 07:00:00',
};

/** A guess at a category. */
export const category: JsonObject = { id: 14, name: 'Canecas', parent_id: 3 };

/** A guess at a started purchase. */
export const customer: JsonObject = { ...person, items };
