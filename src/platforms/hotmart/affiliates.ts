import type { JsonValue } from '../../model/json';
import { listOf, numberOf, objectAt, textOf, valueAt } from '../read';
import type { Maybe } from '../read';

/**
 * Whether a v2 body is of a sale with an affiliate: the abandoned cart says yes or no, purchases list who
 * sold them (nobody is an entry with an empty code) and who gets a share.
 */
export function hasAffiliate(body: JsonValue): boolean {
	const data = objectAt(body, 'data');
	return (
		isTrue(data.affiliate) ||
		listOf(data.affiliates).some((one) => textOf(valueAt(one, 'affiliate_code')) !== null) ||
		listOf(data.commissions).some(
			(one) => textOf(valueAt(one, 'source'))?.toUpperCase() === 'AFFILIATE',
		)
	);
}

/** Whether a form of v1 is of a sale with an affiliate: it has the code of one, or a share for one. */
export function hasPostbackAffiliate(body: JsonValue): boolean {
	const { aff, cms_aff: share } = objectAt(body);
	return textOf(aff) !== null || (numberOf(share) ?? 0) > 0;
}

/** Whether a JSON body of v1 is of a sale with an affiliate; only the abandoned cart says. */
export function hasV1Affiliate(body: JsonValue): boolean {
	return isTrue(objectAt(body).affiliate);
}

function isTrue(value: Maybe): boolean {
	return value === true || /^(?:true|1)$/i.test(textOf(value) ?? '');
}
