import { phrase } from '../../model/phrase';
import type { Speech } from '../../model/speech';
import { deliveriesCharts } from './deliveries-chart';
import { failureTable } from './failure-table';
import { markup, type Markup } from './markup';
import { totalsOf, type Report, type Totals } from './report';
import { styles } from './styles';
import { subscriptionTable } from './subscription-table';
import { wordsIn, type Words } from './words';

/** E.g. `deliveries-2026-11-22.html`, by the day it was read. */
export function reportFileName({ readAt }: Report): string {
	return `deliveries-${new Date(readAt).toISOString().slice(0, 10)}.html`;
}

/**
 * A report as one HTML file in one language, of bounded size whatever is in it: no scripts, nothing that is loaded
 * from elsewhere, and well-formed as XML too.
 */
export function reportPage(report: Report, speech: Speech): string {
	const words = wordsIn(speech);
	const { say, minute, time } = words;
	const totals = totalsOf(report.subscriptions);
	const [since, until] = [minute(report.since), minute(report.until)];
	const page = markup`<!DOCTYPE html>
<html lang="${speech.tag}">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="referrer" content="no-referrer"/>
<meta name="robots" content="noindex"/>
<title>${say(phrase`Webhook deliveries, ${since} to ${until}`)}</title>
<style>${styles}</style>
</head>
<body>
<header>
<h1>${say(phrase`Webhook deliveries`)}</h1>
<p>${say(phrase`Created from ${since} to ${until}`)}</p>
</header>
<main>
${totalsList(totals, words)}
${deliveriesCharts(report, words)}
${subscriptionTable(report.subscriptions, words)}
${failureTable(report.failures, totals.failed, words)}
</main>
<footer><p>${say(phrase`Read at ${time(report.readAt)}. All times are UTC.`)}</p></footer>
</body>
</html>
`;
	return page.text;
}

function totalsList(totals: Totals, { say, wholeNumber, percent }: Words): Markup {
	const { created, delivered, failed, waiting, skipped, canceled, successShare } = totals;
	const entries = [
		[phrase`Created`, wholeNumber(created)],
		[phrase`Delivered`, wholeNumber(delivered)],
		[phrase`Failed for good`, wholeNumber(failed)],
		[phrase`Success`, successShare === null ? say(phrase`none ended`) : percent(successShare)],
		[phrase`Waiting`, wholeNumber(waiting)],
		[phrase`Skipped, canceled`, `${wholeNumber(skipped)} · ${wholeNumber(canceled)}`],
	] as const;
	return markup`<dl class="totals">${entries.map(
		([name, value]) => markup`<div><dt>${say(name)}</dt><dd>${value}</dd></div>`,
	)}</dl>`;
}
