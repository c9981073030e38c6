import type { SubscriptionStatistics } from '../delivery-statistics';
import { columnHeader } from './column-header';
import { milliseconds, percent, shortened, shownUrl, wholeNumber } from './figures';
import { markup, type Markup } from './markup';
import { totalsOf, type Totals } from './report';

/** More than anybody reads, and a page that any phone can show. */
export const SHOWN_SUBSCRIPTIONS = 100;
const DURATION = 'Duration p50, p95';
const NAME_LENGTH = 80;
const URL_LENGTH = 120;

/** Success and durations of each subscription, those with most deliveries first. */
export function subscriptionTable(subscriptions: readonly SubscriptionStatistics[]): Markup {
	return markup`<section aria-labelledby="subscriptions">
<h2 id="subscriptions">Subscriptions</h2>
${subscriptions.length === 0 ? markup`<p class="none">There is no subscription, and nothing was sent.</p>` : table(subscriptions)}
</section>`;
}

function table(subscriptions: readonly SubscriptionStatistics[]): Markup {
	const shown = subscriptions.slice(0, SHOWN_SUBSCRIPTIONS);
	const longestMs = Math.max(1, ...shown.map(({ p95Ms }) => p95Ms ?? 0));
	const columns = ['Subscription', 'Created', 'Failed', 'Success', DURATION];
	return markup`<table role="table" class="cards">
<caption>Success: delivered, of those delivered or failed for good. Duration: half of the answered attempts took the p50 at most, 95 of 100 the p95.</caption>
<thead role="rowgroup"><tr role="row">${columns.map(columnHeader)}</tr></thead>
<tbody role="rowgroup">
${shown.map((one) => row(one, longestMs))}${rest(subscriptions.slice(SHOWN_SUBSCRIPTIONS))}</tbody>
</table>`;
}

function row(one: SubscriptionStatistics, longestMs: number): Markup {
	return markup`<tr role="row">
<th role="rowheader" scope="row">${heading(one)}</th>
${counts(one)}
<td role="cell" data-label="${DURATION}">${durations(one, longestMs)}</td>
</tr>
`;
}

function heading({ id, name, url, active }: SubscriptionStatistics): Markup[] {
	const title = id === null ? 'URLs without a subscription' : (name ?? id);
	const note = active === false ? 'switched off' : 'deleted';
	const isOff = id !== null && active !== true;
	return [
		markup`<bdi class="name">${shortened(title, NAME_LENGTH)}</bdi>`,
		...(isOff ? [markup`<span class="note">${note}</span>`] : []),
		...(url === null
			? []
			: [markup`<bdi class="url">${shortened(shownUrl(url), URL_LENGTH)}</bdi>`]),
	];
}

function rest(hidden: readonly SubscriptionStatistics[]): Markup | string {
	if (hidden.length === 0) return '';
	return markup`<tr role="row">
<th role="rowheader" scope="row">${wholeNumber(hidden.length)} more, together</th>
${counts(totalsOf(hidden))}
<td role="cell" data-label="${DURATION}"><span class="none">not shown</span></td>
</tr>
`;
}

function counts({
	created,
	failed,
	successShare,
}: Pick<Totals, 'created' | 'failed' | 'successShare'>): Markup {
	return markup`<td role="cell" data-label="Created">${wholeNumber(created)}</td>
<td role="cell" data-label="Failed">${wholeNumber(failed)}</td>
<td role="cell" data-label="Success">${success(successShare)}</td>`;
}

function success(share: number | null): Markup {
	if (share === null) return markup`<span class="none">none ended</span>`;
	const parts = [
		{ name: 'rest', width: 100 },
		{ name: 'delivered', width: Math.round(share * 1000) / 10 },
	];
	return markup`<span class="figure">${percent(share)}</span>${bar(parts)}`;
}

function durations({ p50Ms, p95Ms }: SubscriptionStatistics, longestMs: number): Markup {
	if (p50Ms === null || p95Ms === null) return markup`<span class="none">no answer</span>`;
	const widthOf = (value: number) => Math.round((value / longestMs) * 1000) / 10;
	const parts = [
		{ name: 'p95', width: widthOf(p95Ms) },
		{ name: 'p50', width: widthOf(p50Ms) },
	];
	return markup`<span class="figure">${milliseconds(p50Ms)}, ${milliseconds(p95Ms)}</span>${bar(parts)}`;
}

/** One part upon the other; the figures beside it say the same. */
function bar(parts: ReadonlyArray<{ name: string; width: number }>): Markup {
	return markup`<svg class="bar" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">${parts.map(
		({ name, width }) => markup`<rect class="${name}" width="${width}" height="10"/>`,
	)}</svg>`;
}
