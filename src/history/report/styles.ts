import { Markup } from './markup';

/** Colours tell states apart for those too who do not see red and green: they differ in lightness. */
export const styles = new Markup(`
:root { color-scheme: light dark; --page: #f6f7f9; --panel: #fff; --text: #1c2430; --quiet: #5a6473; --line: #d9dee5;
	--delivered: #1f8a70; --failed: #c62f3b; --waiting: #e0a526; --skipped: #7d8794; --canceled: #b3bac4;
	--p50: #2f6fc1; --p95: #a9c6ea; --rest: #e6e9ee; }
@media (prefers-color-scheme: dark) {
	:root { --page: #12161c; --panel: #1b2129; --text: #e8ecf1; --quiet: #a3adba; --line: #333c48;
		--delivered: #3fb892; --failed: #ff6b70; --waiting: #e9c04f; --skipped: #8b95a3; --canceled: #5a6472;
		--p50: #6aa5f0; --p95: #32527d; --rest: #2b333e; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 48px; max-width: 1080px; background: var(--page); color: var(--text);
	font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 0 0 12px; }
p { margin: 0; }
header p, caption, .none, .note, .id, .url, .scale, .span, footer { color: var(--quiet); }
section, .totals > div { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
section { margin-top: 16px; padding: 16px; }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 8px; margin: 20px 0 0; }
.totals > div { padding: 10px 14px; }
.totals dt { font-size: 13px; color: var(--quiet); }
.totals dd { margin: 0; font-size: 22px; font-weight: 600; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 12px; padding: 0; list-style: none; font-size: 14px; }
.swatch { display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 3px; }
.delivered { background: var(--delivered); fill: var(--delivered); }
.failed { background: var(--failed); fill: var(--failed); }
.waiting { background: var(--waiting); fill: var(--waiting); }
.skipped { background: var(--skipped); fill: var(--skipped); }
.canceled { background: var(--canceled); fill: var(--canceled); }
.p50 { fill: var(--p50); }
.p95 { fill: var(--p95); }
.rest { fill: var(--rest); }
.chart { display: grid; grid-template-columns: auto 1fr; gap: 4px 8px; font-size: 12px; font-variant-numeric: tabular-nums; }
.chart > svg { width: 100%; height: 200px; display: block; }
.scale { display: flex; flex-direction: column; justify-content: space-between; text-align: right; line-height: 1; }
.span { grid-column: 2; display: flex; justify-content: space-between; gap: 12px; }
.span span:last-child { text-align: right; }
.grid { stroke: var(--line); vector-effect: non-scaling-stroke; fill: none; }
details { margin-top: 12px; }
summary { cursor: pointer; }
.scroll { max-height: 320px; overflow: auto; margin-top: 8px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-size: 13px; margin-bottom: 8px; }
@media (min-width: 701px) {
	.cards { table-layout: fixed; }
	.cards th:first-child { width: 38%; }
	.failures th:nth-child(n) { width: 19%; }
	.failures th:nth-child(4) { width: 13%; }
	.failures th:nth-child(5) { width: 30%; }
}
th, td { padding: 8px 12px 8px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { border-top: 0; font-size: 13px; color: var(--quiet); white-space: nowrap; }
.plain { font-size: 13px; overflow-wrap: normal; }
.plain th, .plain td { padding: 4px 10px 4px 0; }
.name, .url, .id, .reason { display: block; overflow: hidden; }
.name { font-weight: 600; }
.url, .id { font-size: 13px; }
.reason { white-space: pre-line; max-height: 9em; }
.note { font-size: 12px; border: 1px solid var(--line); border-radius: 10px; padding: 0 8px; }
.figure { white-space: nowrap; }
.bar { display: block; width: 100%; min-width: 90px; height: 8px; margin-top: 4px; border-radius: 4px; }
footer { margin-top: 20px; font-size: 13px; }
@media (max-width: 700px) {
	.cards, .cards tbody, .cards th, .cards td, .cards caption { display: block; }
	.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
	.cards tr { display: flex; flex-direction: column; border-top: 1px solid var(--line); padding: 10px 0; }
	.cards th { order: -1; }
	.cards th, .cards td { border: 0; padding: 2px 0; }
	.cards td { display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 0 10px; }
	.cards td > * { grid-column: 2; }
	.cards td::before { content: attr(data-label); grid-row: 1 / span 3; color: var(--quiet); font-size: 13px; }
}
@media print { body { background: none; } section, .totals > div { break-inside: avoid; } }
`);
