import { phrase } from '../../model/phrase';
import type { SubscriptionStatistics } from '../delivery-statistics';
import { columnHeader } from './column-header';
import { markup, type Markup } from './markup';
import { totalsOf, type Totals } from './report';
import { shortened, shownUrl } from './shown-text';
import type { Words } from './words';

/** More than anybody reads, and a page that any phone can show. */
export const SHOWN_SUBSCRIPTIONS = 100;
const NAME_LENGTH = 80;
const URL_LENGTH = 120;

const columns = {
	subscription: phrase`Subscription`,
	created: phrase`Created`,
	failed: phrase`Failed`,
	success: phrase`Success`,
	duration: phrase`Duration p50, p95`,
};

/** Success and durations of each subscription, those with most deliveries first. */
export function subscriptionTable(
	subscriptions: readonly SubscriptionStatistics[],
	words: Words,
): Markup {
	const { say } = words;
	return markup`<section aria-labelledby="subscriptions">
<h2 id="subscriptions">${say(phrase`Subscriptions`)}</h2>
${subscriptions.length === 0 ? markup`<p class="none">${say(phrase`There is no subscription, and nothing was sent.`)}</p>` : table(subscriptions, words)}
</section>`;
}

function table(subscriptions: readonly SubscriptionStatistics[], words: Words): Markup {
	const shown = subscriptions.slice(0, SHOWN_SUBSCRIPTIONS);
	const longestMs = Math.max(1, ...shown.map(({ p95Ms }) => p95Ms ?? 0));
	const explanation = phrase`Success: delivered, of those delivered or failed for good. Duration: half of the answered attempts took the p50 at most, 95 of 100 the p95.`;
	return markup`<table role="table" class="cards">
<caption>${words.say(explanation)}</caption>
<thead role="rowgroup"><tr role="row">${Object.values(columns).map((name) => columnHeader(name, words))}</tr></thead>
<tbody role="rowgroup">
${shown.map((one) => row(one, longestMs, words))}${rest(subscriptions.slice(SHOWN_SUBSCRIPTIONS), words)}</tbody>
</table>`;
}

function row(one: SubscriptionStatistics, longestMs: number, words: Words): Markup {
	return markup`<tr role="row">
<th role="rowheader" scope="row">${heading(one, words)}</th>
${counts(one, words)}
<td role="cell" data-label="${words.say(columns.duration)}">${durations(one, longestMs, words)}</td>
</tr>
`;
}

function heading({ id, name, url, active }: SubscriptionStatistics, { say }: Words): Markup[] {
	const title = id === null ? say(phrase`URLs without a subscription`) : (name ?? id);
	const note = active === false ? phrase`switched off` : phrase`deleted`;
	const isOff = id !== null && active !== true;
	return [
		markup`<bdi class="name">${shortened(title, NAME_LENGTH)}</bdi>`,
		...(isOff ? [markup`<span class="note">${say(note)}</span>`] : []),
		...(url === null
			? []
			: [markup`<bdi class="url">${shortened(shownUrl(url), URL_LENGTH)}</bdi>`]),
	];
}

function rest(hidden: readonly SubscriptionStatistics[], words: Words): Markup | string {
	if (hidden.length === 0) return '';
	const { say, wholeNumber } = words;
	return markup`<tr role="row">
<th role="rowheader" scope="row">${say(phrase`${wholeNumber(hidden.length)} more, together`)}</th>
${counts(totalsOf(hidden), words)}
<td role="cell" data-label="${say(columns.duration)}"><span class="none">${say(phrase`not shown`)}</span></td>
</tr>
`;
}

function counts(
	{ created, failed, successShare }: Pick<Totals, 'created' | 'failed' | 'successShare'>,
	words: Words,
): Markup {
	const { say, wholeNumber } = words;
	return markup`<td role="cell" data-label="${say(columns.created)}">${wholeNumber(created)}</td>
<td role="cell" data-label="${say(columns.failed)}">${wholeNumber(failed)}</td>
<td role="cell" data-label="${say(columns.success)}">${success(successShare, words)}</td>`;
}

function success(share: number | null, { say, percent }: Words): Markup {
	if (share === null) return markup`<span class="none">${say(phrase`none ended`)}</span>`;
	const parts = [
		{ name: 'rest', width: 100 },
		{ name: 'delivered', width: Math.round(share * 1000) / 10 },
	];
	return markup`<span class="figure">${percent(share)}</span>${bar(parts)}`;
}

function durations(
	{ p50Ms, p95Ms }: SubscriptionStatistics,
	longestMs: number,
	{ say, milliseconds }: Words,
): Markup {
	if (p50Ms === null || p95Ms === null)
		return markup`<span class="none">${say(phrase`no answer`)}</span>`;
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
