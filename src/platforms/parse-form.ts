/** The fields of an `application/x-www-form-urlencoded` text, in order, repeated ones included. */
export function parseForm(text: string): Array<[name: string, value: string]> {
	return text
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const equals = pair.indexOf('=');
			if (equals === -1) return [decodeText(pair), ''];
			return [decodeText(pair.slice(0, equals)), decodeText(pair.slice(equals + 1))];
		});
}

/** `URLSearchParams` would replace `%E7`, a Latin-1 ç as old senders write it, with U+FFFD. */
function decodeText(encoded: string): string {
	const spaced = encoded.replaceAll('+', ' ');
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced.replace(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
			String.fromCharCode(Number.parseInt(hex, 16)),
		);
	}
}
