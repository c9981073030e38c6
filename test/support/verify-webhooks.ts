import { execFileSync } from 'node:child_process';

import type { ReceivedRequest } from './receiver';

const SCRIPT = `
	import { readFileSync } from 'node:fs';
	import { Webhook as Standard } from 'standardwebhooks';
	import { Webhook as Svix } from 'svix';
	const { secret, requests } = JSON.parse(readFileSync(0));
	const verdicts = requests.map(({ text, headers }) =>
		[Standard, Svix].map((Webhook) => {
			try {
				new Webhook(secret).verify(text, headers);
				return 'genuine';
			} catch (error) {
				return error.message;
			}
		}),
	);
	process.stdout.write(JSON.stringify(verdicts));
`;

/**
 * What the public libraries standardwebhooks and svix, which share no code with this package, say of requests
 * as they arrived: `genuine`, or why not. In a process of its own: svix is an ES module, which Jest cannot load.
 */
export function verifyWebhooks(
	requests: readonly ReceivedRequest[],
	secret: string,
): Array<{ standardwebhooks: string; svix: string }> {
	const input = JSON.stringify({
		secret,
		requests: requests.map(({ body, headers }) => ({
			text: body.toString('utf8'),
			headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
		})),
	});
	const output = execFileSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
		cwd: __dirname,
		input,
		encoding: 'utf8',
	});
	const verdicts = JSON.parse(output) as Array<[string, string]>;
	return verdicts.map(([standardwebhooks, svix]) => ({ standardwebhooks, svix }));
}
