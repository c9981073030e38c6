/**
 * The words an iSET body may use. iSET documents none of its webhooks' bodies: these are what its
 * REST API and comparable shops use, in English and Portuguese. A body with other words is kept whole
 * in `payload`, and its common fields stay `null`.
 */
export const names = {
	wrappers: [
		'data',
		'order',
		'pedido',
		'product',
		'produto',
		'customer',
		'cliente',
		'checkout',
		'category',
		'categoria',
	],
	order: ['order', 'pedido', 'checkout'],
	customer: ['customer', 'cliente', 'user', 'buyer', 'comprador'],
	product: ['product', 'produto'],
	items: ['items', 'itens', 'products', 'produtos', 'order_items'],
	orderId: ['order_id', 'orders_id', 'id_pedido', 'pedido_id'],
	orderCode: ['order_number', 'number', 'numero', 'code', 'codigo'],
	productId: ['product_id', 'products_id', 'id_produto', 'produto_id'],
	customerName: ['customer_name', 'customers_name', 'nome_cliente', 'cliente_nome'],
	customerEmail: ['customer_email', 'customers_email', 'customers_email_address', 'email'],
	customerPhone: ['phone', 'telephone', 'cellphone', 'telefone', 'celular', 'customers_telephone'],
	customerDocument: ['document', 'cpf_cnpj', 'cpf', 'cnpj', 'documento'],
	name: ['name', 'nome', 'title', 'titulo'],
	status: ['status', 'order_status', 'orders_status', 'situacao'],
	total: ['total', 'order_total', 'total_price', 'valor_total', 'valor', 'amount'],
	currency: ['currency', 'moeda'],
	method: ['payment_method', 'forma_pagamento', 'payment'],
	installments: ['installments', 'parcelas'],
} as const;
