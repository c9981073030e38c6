import { phrase, type Phrase } from '../../model/phrase';
import { columnHeader } from './column-header';
import { markup, type Markup } from './markup';
import type { ReportedFailure } from './report';
import { shortened, shownUrl } from './shown-text';
import type { Words } from './words';

const NAME_LENGTH = 80;
const URL_LENGTH = 120;
const REASON_LENGTH = 300;

const columns = {
	time: phrase`Time`,
	to: phrase`Receiver`,
	event: phrase`Event`,
	status: phrase`Status`,
	reason: phrase`Reason`,
};

/** The newest of `total` deliveries that failed for good. */
export function failureTable(
	failures: readonly ReportedFailure[],
	total: number,
	words: Words,
): Markup {
	const { say } = words;
	return markup`<section aria-labelledby="failures">
<h2 id="failures">${say(phrase`Last failures`)}</h2>
${failures.length === 0 ? markup`<p class="none">${say(phrase`Nothing has failed for good.`)}</p>` : table(failures, total, words)}
</section>`;
}

function table(failures: readonly ReportedFailure[], total: number, words: Words): Markup {
	const { say } = words;
	return markup`<table role="table" class="cards failures">
<caption>${say(captionOf(failures.length, total, words))}</caption>
<thead role="rowgroup"><tr role="row">${Object.values(columns).map((name) => columnHeader(name, words))}</tr></thead>
<tbody role="rowgroup">
${failures.map((failure) => row(failure, words))}</tbody>
</table>`;
}

function captionOf(shown: number, total: number, { wholeNumber }: Words): Phrase {
	return total > shown
		? phrase`The newest ${wholeNumber(shown)} of ${wholeNumber(total)} that failed for good.`
		: phrase`The newest ${wholeNumber(shown)} that failed for good.`;
}

function row(failure: ReportedFailure, { say, time, wholeNumber }: Words): Markup {
	const { at, subscriptionName, url, eventType, deliveryId, status, attempts, reason } = failure;
	const to =
		subscriptionName === null
			? ''
			: markup`<bdi class="name">${shortened(subscriptionName, NAME_LENGTH)}</bdi>`;
	const made = attempts === 1 ? phrase`1 attempt` : phrase`${wholeNumber(attempts)} attempts`;
	return markup`<tr role="row">
<td role="cell" data-label="${say(columns.time)}"><time datetime="${new Date(at).toISOString()}">${time(at)}</time></td>
<th role="rowheader" scope="row">${to}<bdi class="url">${shortened(shownUrl(url), URL_LENGTH)}</bdi></th>
<td role="cell" data-label="${say(columns.event)}"><bdi>${shortened(eventType, NAME_LENGTH)}</bdi><span class="id">${shortened(deliveryId, NAME_LENGTH)}</span></td>
<td role="cell" data-label="${say(columns.status)}">${answer(status, say)}<span class="id">${say(made)}</span></td>
<td role="cell" data-label="${say(columns.reason)}"><bdi class="reason">${shortened(reason, REASON_LENGTH)}</bdi></td>
</tr>
`;
}

/** The text of a status is HTTP's own, in every language. */
function answer(status: ReportedFailure['status'], say: Words['say']): Markup {
	if (status === null) return markup`<span class="none">${say(phrase`no answer`)}</span>`;
	return markup`<span><b>${status.code}</b> <span lang="en">${status.text}</span></span>`;
}
