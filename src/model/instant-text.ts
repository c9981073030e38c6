/** Writes instants as text. The same one is often asked for again and again: what was written last is kept. */
export function instantText(write: (instant: number) => string): (instant: number) => string {
	let last = { instant: NaN, text: '' };
	return (instant) => {
		if (last.instant !== instant) last = { instant, text: write(instant) };
		return last.text;
	};
}
