import { phrase, type Phrase } from '../../model/phrase';
import { markup, type Markup } from './markup';
import { daysOf, hoursOf, type Period, type Periods } from './periods';
import { REPORTED_STATES, totalsOf, type Report, type Totals } from './report';
import type { Words } from './words';

/** Height of the drawing; it is stretched to the room there is. */
const HEIGHT = 100;
const BAR_WIDTH = 10;
const GAP = 2;
/** What is there at all is seen. */
const LEAST_HEIGHT = 1;

/** Deliveries by state over time, by the hour where that is known and by days where it is not all. */
export function deliveriesCharts(report: Report, words: Words): Markup {
	const charts = [
		{ name: 'hours', periods: hoursOf(report, words) },
		{ name: 'days', periods: daysOf(report, words) },
	];
	return markup`${charts.map(({ name, periods }) => periods && chart(name, periods, words))}`;
}

/** Bars one upon the other, and the same figures as a table. */
function chart(name: string, { unit, list }: Periods, words: Words): Markup {
	const { say, wholeNumber } = words;
	const title = phrase`Deliveries per ${unit}`;
	const totals = totalsOf(list.map((period) => period.totals));
	const highest = niceCeiling(Math.max(1, ...list.map((period) => period.totals.created)));
	const middle = HEIGHT / 2;
	const width = list.length * BAR_WIDTH;
	return markup`<section aria-labelledby="${name}">
<h2 id="${name}">${say(title)}</h2>
${legend(totals, words)}
<div class="chart">
<div class="scale" aria-hidden="true"><span>${wholeNumber(highest)}</span><span>${wholeNumber(highest / 2)}</span><span>0</span></div>
<svg role="img" aria-labelledby="${name}-title ${name}-description" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none">
<title id="${name}-title">${say(phrase`${title} by state`)}</title>
<desc id="${name}-description">${say(description(list, unit, words))}</desc>
<path class="grid" d="M0 0H${width}M0 ${middle}H${width}M0 ${HEIGHT}H${width}"/>
${list.map((period, index) => bar(period, { index, highest }, words))}</svg>
<div class="span" aria-hidden="true"><span>${list[0]?.label ?? ''}</span><span>${list.at(-1)?.label ?? ''}</span></div>
</div>
<details>
<summary>${say(phrase`The same as a table`)}</summary>
${periodTable(list, title, words)}
</details>
</section>`;
}

function legend(totals: Totals, { say, wholeNumber }: Words): Markup {
	return markup`<ul class="legend">${REPORTED_STATES.map(
		({ name, label }) =>
			markup`<li><span class="swatch ${name}" aria-hidden="true"></span>${say(label)} <b>${wholeNumber(totals[name])}</b></li>`,
	)}</ul>`;
}

interface Place {
	index: number;
	/** What a bar of the whole height stands for. */
	highest: number;
}

function bar({ label, totals }: Period, { index, highest }: Place, words: Words): Markup | string {
	if (totals.created === 0) return '';
	const present = REPORTED_STATES.filter(({ name }) => totals[name] > 0).map(({ name }) => ({
		name,
		height: Math.max(LEAST_HEIGHT, (totals[name] / highest) * HEIGHT),
	}));
	const sum = present.reduce((total, { height }) => total + height, 0);
	const fit = Math.min(1, HEIGHT / sum);
	let top = HEIGHT;
	const parts = present.map(({ name, height }) => {
		top -= height * fit;
		return markup`<rect class="${name}" x="${index * BAR_WIDTH + GAP / 2}" y="${rounded(top)}" width="${BAR_WIDTH - GAP}" height="${rounded(height * fit)}"/>`;
	});
	return markup`<g><title>${label}: ${inWords(totals, words)}</title>${parts}</g>
`;
}

function description(list: readonly Period[], unit: Phrase, words: Words): Phrase {
	const [most] = [...list].sort((one, other) => other.totals.created - one.totals.created);
	if (!most || most.totals.created === 0) return phrase`Nothing was created in this time.`;
	return phrase`Stacked bars, one for each ${unit}. Most were created in ${most.label}: ${inWords(most.totals, words)}.`;
}

/** E.g. `84 (Delivered: 72, Waiting: 12)`. */
function inWords(totals: Totals, { say, wholeNumber }: Words): string {
	const parts = REPORTED_STATES.filter(({ name }) => totals[name] > 0).map(
		({ name, label }) => `${say(label)}: ${wholeNumber(totals[name])}`,
	);
	return `${wholeNumber(totals.created)} (${parts.join(', ')})`;
}

function periodTable(list: readonly Period[], title: Phrase, words: Words): Markup {
	const { say } = words;
	const columns = [
		phrase`Time (UTC)`,
		phrase`Created`,
		...REPORTED_STATES.map(({ label }) => label),
	];
	const rows = list
		.filter(({ totals }) => totals.created > 0)
		.map((period) => periodRow(period, words));
	return markup`<div class="scroll" role="region" aria-label="${say(title)}" tabindex="0"><table class="plain">
<thead><tr>${columns.map((name) => markup`<th scope="col">${say(name)}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}

function periodRow({ label, totals }: Period, { wholeNumber }: Words): Markup {
	const figures = [totals.created, ...REPORTED_STATES.map(({ name }) => totals[name])];
	const cells = figures.map((figure) => markup`<td>${wholeNumber(figure)}</td>`);
	return markup`<tr><th scope="row">${label}</th>${cells}</tr>
`;
}

/** The next of 2, 4, 10, 20, 40, 100, …: its half is a whole number too. */
function niceCeiling(value: number): number {
	for (let power = 1; ; power *= 10) {
		for (const step of [2, 4, 10]) {
			if (value <= step * power) return step * power;
		}
	}
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100;
}
