/** Between thousands, as ISO 80000-1 asks for: it belongs to no country. */
const NARROW_SPACE = '\u202f';
const ELLIPSIS = '…';

/** A whole number, e.g. `1 234 567`. */
export function wholeNumber(value: number): string {
	return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
}

/** A share of 0 to 1, e.g. `99.5 %`; what is not all of it is never rounded up to all of it. */
export function percent(share: number): string {
	const tenths = Math.round(share * 1000);
	const shown = share < 1 ? Math.min(tenths, 999) : tenths;
	return `${(share > 0 ? Math.max(shown, 1) : shown) / 10} %`;
}

export function milliseconds(value: number): string {
	return `${wholeNumber(value)} ms`;
}

/** E.g. `2026-11-22 14:05:09 UTC`. */
export function utcTime(instant: number): string {
	return `${iso(instant).slice(0, 19).replace('T', ' ')} UTC`;
}

/** E.g. `2026-11-22 14:05 UTC`. */
export function utcMinute(instant: number): string {
	return `${iso(instant).slice(0, 16).replace('T', ' ')} UTC`;
}

/** E.g. `2026-11-22`. */
export function utcDay(instant: number): string {
	return iso(instant).slice(0, 10);
}

/** At most so many characters. */
export function shortened(text: string, length: number): string {
	// One character may take two units: what is longer by units need not be longer.
	if (text.length <= length) return text;
	const characters = [...text.slice(0, 2 * length + 2)];
	return characters.length <= length
		? text
		: `${characters.slice(0, length - 1).join('')}${ELLIPSIS}`;
}

/** Where a URL leads, without what may be a secret: user, password and query. */
export function shownUrl(url: string): string {
	const [place = ''] = url.split(/[?#]/, 1);
	return (
		place.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1') + (place === url ? '' : `?${ELLIPSIS}`)
	);
}

function iso(instant: number): string {
	return new Date(instant).toISOString();
}
