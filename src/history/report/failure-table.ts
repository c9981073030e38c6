import { columnHeader } from './column-header';
import { shortened, shownUrl, utcTime, wholeNumber } from './figures';
import { markup, type Markup } from './markup';
import type { ReportedFailure } from './report';

const NAME_LENGTH = 80;
const URL_LENGTH = 120;
const REASON_LENGTH = 300;

/** The newest of `total` deliveries that failed for good. */
export function failureTable(failures: readonly ReportedFailure[], total: number): Markup {
	return markup`<section aria-labelledby="failures">
<h2 id="failures">Last failures</h2>
${failures.length === 0 ? markup`<p class="none">Nothing has failed for good.</p>` : table(failures, total)}
</section>`;
}

function table(failures: readonly ReportedFailure[], total: number): Markup {
	const of = total > failures.length ? ` of ${wholeNumber(total)}` : '';
	const columns = ['Time', 'To', 'Event', 'Status', 'Reason'];
	return markup`<table role="table" class="cards failures">
<caption>The newest ${wholeNumber(failures.length)}${of} that failed for good.</caption>
<thead role="rowgroup"><tr role="row">${columns.map(columnHeader)}</tr></thead>
<tbody role="rowgroup">
${failures.map(row)}</tbody>
</table>`;
}

function row(failure: ReportedFailure): Markup {
	const { at, subscriptionName, url, eventType, deliveryId, status, attempts, reason } = failure;
	const to =
		subscriptionName === null
			? ''
			: markup`<bdi class="name">${shortened(subscriptionName, NAME_LENGTH)}</bdi>`;
	return markup`<tr role="row">
<td role="cell" data-label="Time"><time datetime="${new Date(at).toISOString()}">${utcTime(at)}</time></td>
<th role="rowheader" scope="row">${to}<bdi class="url">${shortened(shownUrl(url), URL_LENGTH)}</bdi></th>
<td role="cell" data-label="Event"><bdi>${shortened(eventType, NAME_LENGTH)}</bdi><span class="id">${shortened(deliveryId, NAME_LENGTH)}</span></td>
<td role="cell" data-label="Status">${answer(status)}<span class="id">${attempts === 1 ? '1 attempt' : `${attempts} attempts`}</span></td>
<td role="cell" data-label="Reason"><bdi class="reason">${shortened(reason, REASON_LENGTH)}</bdi></td>
</tr>
`;
}

function answer(status: ReportedFailure['status']): Markup {
	if (status === null) return markup`<span class="none">no answer</span>`;
	return markup`<span><b>${status.code}</b> ${status.text}</span>`;
}
