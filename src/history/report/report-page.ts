import { deliveriesCharts } from './deliveries-chart';
import { failureTable } from './failure-table';
import { percent, utcDay, utcMinute, utcTime, wholeNumber } from './figures';
import { markup, type Markup } from './markup';
import { totalsOf, type Report, type Totals } from './report';
import { styles } from './styles';
import { subscriptionTable } from './subscription-table';

/** E.g. `deliveries-2026-11-22.html`, by the day it was read. */
export function reportFileName({ readAt }: Report): string {
	return `deliveries-${utcDay(readAt)}.html`;
}

/**
 * A report as one HTML file, of bounded size whatever is in it: no scripts, nothing that is loaded from elsewhere, and
 * well-formed as XML too.
 */
export function reportPage(report: Report): string {
	const totals = totalsOf(report.subscriptions);
	const [since, until] = [utcMinute(report.since), utcMinute(report.until)];
	const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="referrer" content="no-referrer"/>
<meta name="robots" content="noindex"/>
<title>Webhook deliveries, ${since} to ${until}</title>
<style>${styles}</style>
</head>
<body>
<header>
<h1>Webhook deliveries</h1>
<p>Created from <time>${since}</time> to <time>${until}</time></p>
</header>
<main>
${totalsList(totals)}
${deliveriesCharts(report)}
${subscriptionTable(report.subscriptions)}
${failureTable(report.failures, totals.failed)}
</main>
<footer><p>Read at ${utcTime(report.readAt)}. All times are UTC.</p></footer>
</body>
</html>
`;
	return page.text;
}

function totalsList(totals: Totals): Markup {
	const { created, delivered, failed, waiting, skipped, canceled, successShare } = totals;
	const entries = [
		['Created', wholeNumber(created)],
		['Delivered', wholeNumber(delivered)],
		['Failed for good', wholeNumber(failed)],
		['Success', successShare === null ? 'none ended' : percent(successShare)],
		['Waiting', wholeNumber(waiting)],
		['Skipped, canceled', `${wholeNumber(skipped)}, ${wholeNumber(canceled)}`],
	] as const;
	return markup`<dl class="totals">${entries.map(
		([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`,
	)}</dl>`;
}
