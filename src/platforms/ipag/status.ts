import type { Maybe } from '../read';
import { textOf } from '../read';

/** What iPag's status codes mean; the message beside the code is unreliable. */
const words: Readonly<Record<string, string>> = {
	1: 'CREATED',
	2: 'WAITING_PAYMENT',
	3: 'CANCELED',
	4: 'IN_ANALYSIS',
	5: 'PRE_AUTHORIZED',
	6: 'PARTIALLY_CAPTURED',
	7: 'DECLINED',
	8: 'CAPTURED',
	9: 'CHARGED_BACK',
	10: 'DISPUTED',
};

/** The known codes and their words, for descriptions. */
export const statusCodes = Object.entries(words)
	.map(([code, word]) => `${code} ${word}`)
	.join(', ');

/** The word for a status code, else the message that came with it, else the code itself. */
export function statusWord(code: Maybe, message?: Maybe): string | null {
	const known = textOf(code);
	return (known === null ? null : (words[known] ?? null)) ?? textOf(message, code);
}
