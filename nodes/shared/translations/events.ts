import type { Translations } from './translation';

/** The events of the platforms: how they are called, and when they are sent. */
export const events: Translations = {
	'Cart Abandoned': { pt: 'Abandono de carrinho', es: 'Carrito abandonado' },
	'Category Created or Changed': {
		pt: 'Categoria criada ou alterada',
		es: 'Categoría creada o modificada',
	},
	'Category Removed': { pt: 'Categoria removida', es: 'Categoría eliminada' },
	'Charge Paid': { pt: 'Cobrança paga', es: 'Cobro pagado' },
	'Charge Payment Failed': { pt: 'Falha no pagamento da cobrança', es: 'Falló el pago del cobro' },
	'Checkout Started': { pt: 'Checkout iniciado', es: 'Checkout iniciado' },
	'Club First Access': { pt: 'Primeiro acesso ao Club', es: 'Primer acceso al Club' },
	'Club Module Completed': { pt: 'Módulo do Club concluído', es: 'Módulo del Club completado' },
	'Customer Purchase Started': {
		pt: 'Compra iniciada pelo cliente',
		es: 'Compra iniciada por el cliente',
	},
	'Delivery Status Changed': {
		pt: 'Status da entrega alterado',
		es: 'Estado de la entrega modificado',
	},
	'Order Canceled': { pt: 'Pedido cancelado', es: 'Pedido cancelado' },
	'Order Created': { pt: 'Pedido criado', es: 'Pedido creado' },
	'Order Created or Changed': { pt: 'Pedido criado ou alterado', es: 'Pedido creado o modificado' },
	'Order Fulfillment Requested': {
		pt: 'Envio do pedido solicitado',
		es: 'Envío del pedido solicitado',
	},
	'Order Removed': { pt: 'Pedido removido', es: 'Pedido eliminado' },
	'Payment Authorized': { pt: 'Pagamento pré-autorizado', es: 'Pago preautorizado' },
	'Payment Awaited': { pt: 'Aguardando pagamento', es: 'En espera de pago' },
	'Payment Canceled': { pt: 'Pagamento cancelado', es: 'Pago cancelado' },
	'Payment Captured': { pt: 'Pagamento capturado', es: 'Pago capturado' },
	'Payment Charged Back': { pt: 'Chargeback do pagamento', es: 'Contracargo del pago' },
	'Payment Created': { pt: 'Pagamento criado', es: 'Pago creado' },
	'Payment Denied': { pt: 'Pagamento negado', es: 'Pago rechazado' },
	'Payment Disputed': { pt: 'Pagamento contestado', es: 'Pago disputado' },
	'Payment Link Paid': { pt: 'Link de pagamento pago', es: 'Enlace de pago pagado' },
	'Payment Link Payment Failed': {
		pt: 'Falha no pagamento do link',
		es: 'Falló el pago del enlace',
	},
	'Payment Settled': { pt: 'Pagamento quitado', es: 'Pago liquidado' },
	'Payment Status Changed': {
		pt: 'Status do pagamento alterado',
		es: 'Estado del pago modificado',
	},
	'Product Created or Changed': {
		pt: 'Produto criado ou alterado',
		es: 'Producto creado o modificado',
	},
	'Product Removed': { pt: 'Produto removido', es: 'Producto eliminado' },
	'Product Stock Changed': {
		pt: 'Estoque do produto alterado',
		es: 'Inventario del producto modificado',
	},
	'Purchase Approved': { pt: 'Compra aprovada', es: 'Compra aprobada' },
	'Purchase Awaiting Payment': {
		pt: 'Compra aguardando pagamento',
		es: 'Compra en espera de pago',
	},
	'Purchase Canceled': { pt: 'Compra cancelada', es: 'Compra cancelada' },
	'Purchase Chargeback': { pt: 'Chargeback da compra', es: 'Contracargo de la compra' },
	'Purchase Completed': { pt: 'Compra completa', es: 'Compra completada' },
	'Purchase Expired': { pt: 'Compra expirada', es: 'Compra expirada' },
	'Purchase Overdue': { pt: 'Compra atrasada', es: 'Compra atrasada' },
	'Purchase Refund Requested': { pt: 'Pedido de reembolso', es: 'Solicitud de reembolso' },
	'Purchase Refunded': { pt: 'Compra reembolsada', es: 'Compra reembolsada' },
	'Subscription Canceled': { pt: 'Assinatura cancelada', es: 'Suscripción cancelada' },
	'Subscription Charge Date Changed': {
		pt: 'Data de cobrança da assinatura alterada',
		es: 'Fecha de cobro de la suscripción modificada',
	},
	'Subscription Payment Failed': {
		pt: 'Falha no pagamento da assinatura',
		es: 'Falló el pago de la suscripción',
	},
	'Subscription Payment Succeeded': {
		pt: 'Pagamento da assinatura realizado',
		es: 'Pago de la suscripción realizado',
	},
	'Subscription Plan Switched': {
		pt: 'Troca de plano da assinatura',
		es: 'Cambio de plan de la suscripción',
	},
	'Tax Invoice Status Changed': {
		pt: 'Status da nota fiscal alterado',
		es: 'Estado de la factura modificado',
	},
	'Transfer Failed': { pt: 'Falha na transferência', es: 'Falló la transferencia' },
	'Transfer Succeeded': { pt: 'Transferência realizada', es: 'Transferencia realizada' },
	'When a boleto or a Pix is issued and not paid yet': {
		pt: 'Quando um boleto ou Pix é emitido e ainda não foi pago',
		es: 'Cuando se emite un boleto o un Pix y aún no se paga',
	},
	'When a boleto or a Pix was not paid in time': {
		pt: 'Quando um boleto ou Pix não foi pago a tempo',
		es: 'Cuando un boleto o un Pix no se pagó a tiempo',
	},
	'When a category is created or changed (Criação/Alteração de categoria)': {
		pt: 'Quando uma categoria é criada ou alterada (Criação/Alteração de categoria)',
		es: 'Cuando se crea o se modifica una categoría (Criação/Alteração de categoria)',
	},
	'When a category is removed (Remoção de categoria); of its children, which go with it, nothing is told':
		{
			pt: 'Quando uma categoria é removida (Remoção de categoria); nada é informado das subcategorias, que saem junto',
			es: 'Cuando se elimina una categoría (Remoção de categoria); no se informa nada de sus subcategorías, que se van con ella',
		},
	'When a charge is paid': { pt: 'Quando uma cobrança é paga', es: 'Cuando se paga un cobro' },
	'When a charge of a subscription fails': {
		pt: 'Quando uma cobrança de assinatura falha',
		es: 'Cuando falla un cobro de suscripción',
	},
	'When a charge of a subscription is paid': {
		pt: 'Quando uma cobrança de assinatura é paga',
		es: 'Cuando se paga un cobro de suscripción',
	},
	'When a checkout is started (Pedido/Checkout iniciado)': {
		pt: 'Quando um checkout é iniciado (Pedido/Checkout iniciado)',
		es: 'Cuando se inicia un checkout (Pedido/Checkout iniciado)',
	},
	'When a customer starts a purchase (Compra iniciada)': {
		pt: 'Quando um cliente inicia uma compra (Compra iniciada)',
		es: 'Cuando un cliente inicia una compra (Compra iniciada)',
	},
	'When a member has finished a module': {
		pt: 'Quando um aluno termina um módulo',
		es: 'Cuando un alumno termina un módulo',
	},
	'When a member opens the product for the first time': {
		pt: 'Quando um aluno abre o produto pela primeira vez',
		es: 'Cuando un alumno abre el producto por primera vez',
	},
	'When a payment is approved, also each renewal of a subscription': {
		pt: 'Quando um pagamento é aprovado, também a cada renovação de uma assinatura',
		es: 'Cuando se aprueba un pago, también en cada renovación de una suscripción',
	},
	'When a payment is captured: it is paid': {
		pt: 'Quando um pagamento é capturado: está pago',
		es: 'Cuando se captura un pago: está pagado',
	},
	'When a payment is refused or a purchase is canceled before it is paid': {
		pt: 'Quando um pagamento é recusado ou uma compra é cancelada antes de ser paga',
		es: 'Cuando se rechaza un pago o se cancela una compra antes de pagarse',
	},
	'When a payment link is paid': {
		pt: 'Quando um link de pagamento é pago',
		es: 'Cuando se paga un enlace de pago',
	},
	'When a physical product is to be sent': {
		pt: 'Quando um produto físico deve ser enviado',
		es: 'Cuando hay que enviar un producto físico',
	},
	'When a product is created or changed (Criação/Alteração de produto)': {
		pt: 'Quando um produto é criado ou alterado (Criação/Alteração de produto)',
		es: 'Cuando se crea o se modifica un producto (Criação/Alteração de produto)',
	},
	'When a product is removed (Remoção de produto)': {
		pt: 'Quando um produto é removido (Remoção de produto)',
		es: 'Cuando se elimina un producto (Remoção de produto)',
	},
	"When a product's stock changes (Alteração de estoque)": {
		pt: 'Quando o estoque de um produto muda (Alteração de estoque)',
		es: 'Cuando cambia el inventario de un producto (Alteração de estoque)',
	},
	'When a subscriber changes to another plan': {
		pt: 'Quando um assinante muda para outro plano',
		es: 'Cuando un suscriptor cambia a otro plan',
	},
	'When a subscription is canceled; it stays paid until the next charge': {
		pt: 'Quando uma assinatura é cancelada; ela continua paga até a próxima cobrança',
		es: 'Cuando se cancela una suscripción; sigue pagada hasta el próximo cobro',
	},
	'When a transaction is canceled': {
		pt: 'Quando uma transação é cancelada',
		es: 'Cuando se cancela una transacción',
	},
	'When a transaction is made': {
		pt: 'Quando uma transação é criada',
		es: 'Cuando se crea una transacción',
	},
	'When a transfer to a seller fails': {
		pt: 'Quando uma transferência a um vendedor falha',
		es: 'Cuando falla una transferencia a un vendedor',
	},
	'When a transfer to a seller is made': {
		pt: 'Quando é feita uma transferência a um vendedor',
		es: 'Cuando se hace una transferencia a un vendedor',
	},
	'When a visitor fills in the checkout and leaves it': {
		pt: 'Quando um visitante preenche o checkout e vai embora',
		es: 'Cuando un visitante llena el checkout y lo abandona',
	},
	'When an amount is reserved on the card and not captured yet': {
		pt: 'Quando um valor é reservado no cartão e ainda não capturado',
		es: 'Cuando se reserva un monto en la tarjeta y aún no se captura',
	},
	'When an order is canceled': {
		pt: 'Quando um pedido é cancelado',
		es: 'Cuando se cancela un pedido',
	},
	'When an order is created or changed (Criação/Alteração de pedido)': {
		pt: 'Quando um pedido é criado ou alterado (Criação/Alteração de pedido)',
		es: 'Cuando se crea o se modifica un pedido (Criação/Alteração de pedido)',
	},
	'When an order is made': { pt: 'Quando um pedido é feito', es: 'Cuando se hace un pedido' },
	'When an order is removed (Pedido removido)': {
		pt: 'Quando um pedido é removido (Pedido removido)',
		es: 'Cuando se elimina un pedido (Pedido removido)',
	},
	"When an order's payment is settled": {
		pt: 'Quando o pagamento de um pedido é baixado',
		es: 'Cuando se liquida el pago de un pedido',
	},
	'When the acquirer declines the authorization': {
		pt: 'Quando a adquirente nega a autorização',
		es: 'Cuando el adquirente rechaza la autorización',
	},
	'When the amount was given back to the payer': {
		pt: 'Quando o valor foi devolvido ao pagador',
		es: 'Cuando se devolvió el monto al pagador',
	},
	'When the buyer asks for the money back': {
		pt: 'Quando o comprador pede o dinheiro de volta',
		es: 'Cuando el comprador pide la devolución del dinero',
	},
	"When the buyer's bank takes the payment back": {
		pt: 'Quando o banco do comprador toma o pagamento de volta',
		es: 'Cuando el banco del comprador retira el pago',
	},
	'When the day a subscription is charged on is changed': {
		pt: 'Quando muda o dia em que uma assinatura é cobrada',
		es: 'Cuando cambia el día en que se cobra una suscripción',
	},
	'When the guarantee of an approved purchase is over': {
		pt: 'Quando acaba a garantia de uma compra aprovada',
		es: 'Cuando termina la garantía de una compra aprobada',
	},
	'When the money was given back to the buyer': {
		pt: 'Quando o dinheiro foi devolvido ao comprador',
		es: 'Cuando se devolvió el dinero al comprador',
	},
	'When the payer disputes the payment': {
		pt: 'Quando o pagador contesta o pagamento',
		es: 'Cuando el pagador disputa el pago',
	},
	'When the payment of a charge fails': {
		pt: 'Quando o pagamento de uma cobrança falha',
		es: 'Cuando falla el pago de un cobro',
	},
	'When the payment of a payment link fails': {
		pt: 'Quando o pagamento de um link de pagamento falha',
		es: 'Cuando falla el pago de un enlace de pago',
	},
	'When the payment of a subscription is late': {
		pt: 'Quando o pagamento de uma assinatura está atrasado',
		es: 'Cuando el pago de una suscripción está atrasado',
	},
	"When the status of an order's delivery changes": {
		pt: 'Quando muda o status da entrega de um pedido',
		es: 'Cuando cambia el estado de la entrega de un pedido',
	},
	"When the status of an order's payment changes": {
		pt: 'Quando muda o status do pagamento de um pedido',
		es: 'Cuando cambia el estado del pago de un pedido',
	},
	"When the status of an order's tax invoice changes": {
		pt: 'Quando muda o status da nota fiscal de um pedido',
		es: 'Cuando cambia el estado de la factura de un pedido',
	},
};
