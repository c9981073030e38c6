import { phrase } from '../../../../src/model/phrase';
import { translate } from '../../../shared/translate';
import type { Call } from '../../operation';

/** Beside the output, once: what is shown there is not shown again. */
export function tellOfSecret({ context, itemIndex }: Pick<Call, 'context' | 'itemIndex'>): void {
	if (itemIndex > 0) return;
	context.addExecutionHints({
		message: translate(
			phrase`Copy the signing secret (signingSecret) now and give it to the receiver: it is not shown again. n8n keeps this output with the execution.`,
		),
		location: 'outputPane',
	});
}
