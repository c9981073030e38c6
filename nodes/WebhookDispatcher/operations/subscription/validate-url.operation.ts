import { checkUrl } from '../../../../src/delivery';
import { translate } from '../../../shared/translate';
import { shownFor, type ItemOperation } from '../../operation';
import { urlProperty } from '../../subscription-fields';

export const validateUrl: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'validateUrl', [
		{
			...urlProperty,
			description:
				'Checked by its syntax, address, name, certificate and one GET request. Valid: 2xx, 501, and 4xx, since an address that takes POST only answers a GET with 404 or 405. Invalid: no answer, 3xx, other 5xx, and 407, 410, 421, 451 or 495 to 497.',
		},
	]),
	execute: async ({ context, itemIndex, runtime, allowedNetworks }) => {
		const given = String(context.getNodeParameter('url', itemIndex, '') ?? '');
		const guard = runtime.guardFor(allowedNetworks);
		const { url, verdict, reason, ...answer } = await checkUrl(given, { guard });
		return [{ url, verdict, reason: translate(reason), ...answer }];
	},
};
