const ELLIPSIS = '…';

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
