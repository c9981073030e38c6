import { findDelivery } from '../../../../src/history';
import { systemClock } from '../../../../src/model/clock';
import type { Delivery } from '../../../../src/model/delivery';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import { phrase } from '../../../../src/model/phrase';
import type { DeliveryRecord, Store } from '../../../../src/storage';
import { deliveryLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { deliveryItem } from '../../../shared/delivery-item';
import { readId } from '../../parameters';

/** Takes back what still waits: an event's delivery is canceled then, and one that was to be sent again is what it was. */
export const cancel: ItemOperation = {
	kind: 'item',
	description: shownFor('delivery', 'cancel', [deliveryLocator]),
	execute: async ({ context, itemIndex, runtime }) => [
		deliveryItem(await canceled(readId(context, 'deliveryId', itemIndex), runtime.store)),
	],
};

async function canceled(id: string, { outbox, history }: Store): Promise<DeliveryRecord> {
	for (;;) {
		const hasWaited = await outbox.cancel(id, systemClock.now());
		const record = await findDelivery(id, history);
		if (hasWaited || record.delivery.state === 'canceled') return record;
		// An attempt that was under way may have ended in between, with another one to come.
		if (record.delivery.state !== 'pending') throw cannotCancel(record.delivery);
	}
}

function cannotCancel({ id, state }: Delivery): CommerceWebhooksError {
	const [why, remedy] =
		state === 'sending'
			? [
					phrase`it is being sent now`,
					phrase`Try again when this attempt has ended: only an attempt that has not begun can be taken back`,
				]
			: [
					phrase`it has ended as "${state}"`,
					phrase`Nothing more is sent for it, so there is nothing to cancel`,
				];
	return new CommerceWebhooksError(
		'conflict',
		phrase`The delivery ${id} cannot be canceled: ${why}`,
		{
			field: 'deliveryId',
			remedy,
		},
	);
}
