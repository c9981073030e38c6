import type { Speech } from '../../model/speech';

/** What the words of a report are made by, in the form of one language. All times are UTC. */
export interface Words extends Speech {
	/** E.g. `1,234,567`. */
	wholeNumber: (value: number) => string;
	/** A share of 0 to 1, e.g. `99.5%`; what is not all of it is never rounded up to all of it. */
	percent: (share: number) => string;
	/** E.g. `6,400 ms`. */
	milliseconds: (value: number) => string;
	/** E.g. `Nov 22, 2026, 2:05:09 PM UTC`. */
	time: (instant: number) => string;
	/** E.g. `Nov 22, 2026, 2:05 PM UTC`. */
	minute: (instant: number) => string;
	/** E.g. `Nov 22, 2026`. */
	day: (instant: number) => string;
}

/** Making a formatter takes longer than using it a thousand times: one of each serves a whole report. */
export function wordsIn(speech: Speech): Words {
	const { tag } = speech;
	const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
	const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
	const duration = new Intl.NumberFormat(tag, {
		style: 'unit',
		unit: 'millisecond',
		maximumFractionDigits: 0,
	});
	const dates = (timeStyle?: 'short' | 'medium') =>
		new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle, timeZone: 'UTC' });
	const [day, minute, second] = [dates(), dates('short'), dates('medium')];
	return {
		...speech,
		wholeNumber: (value) => whole.format(value),
		percent: (value) => share.format(neverRoundedToAllOrNothing(value)),
		milliseconds: (value) => duration.format(value),
		time: (instant) => `${second.format(instant)} UTC`,
		minute: (instant) => `${minute.format(instant)} UTC`,
		day: (instant) => day.format(instant),
	};
}

function neverRoundedToAllOrNothing(share: number): number {
	const tenths = Math.round(share * 1000);
	if (share > 0 && share < 1) return Math.min(Math.max(tenths, 1), 999) / 1000;
	return tenths / 1000;
}
