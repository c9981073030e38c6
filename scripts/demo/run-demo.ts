import { readFileSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

import { type Execution, itemsOf, N8nLab, waitFor } from '../../test/support/n8n-lab';
import { makeDemoWorkflows } from './demo-workflows';
import { type MemberArea, startMemberArea } from './member-area';

export interface DemoOptions {
	port: number;
	/** Stops by itself instead of leaving n8n running for a look. */
	exit: boolean;
	programs: { node: string; n8n: string };
	tarball: string;
	/** For n8n's own folder; deleted by the caller. */
	folder: string;
	repositoryFolder: string;
}

/** What stands in the dispatcher's output of an attempt, as far as it is told. */
interface AttemptItem {
	number: number;
	startedAt: string;
	durationMs: number;
	outcome: string;
	response: { status: number } | null;
	error: { message: string } | null;
}

const sale = 'test/fixtures/platforms/hotmart/live/purchase-approved/1.json';

/** Shows the main job and says whether everything came out as promised: 0, or 1. */
export async function runDemo(options: DemoOptions): Promise<number> {
	const stopping = untilInterrupted();
	say('Starting n8n with the package installed (usually 10 seconds) …');
	const memberArea = await startMemberArea([503, 503, 200]);
	let lab: N8nLab | undefined;
	try {
		lab = await N8nLab.start({
			...options,
			home: path.join(options.folder, 'n8n-home'),
		});
		const good = await Promise.race([showMainJob(lab, memberArea, options), stopping]);
		if (good === 'interrupted') return 130;
		if (!options.exit) {
			say(`n8n keeps running, for a look, until Ctrl-C:`);
			say(`  ${lab.url}   e-mail ${lab.owner.email}   password ${lab.owner.password}`);
			await stopping;
		}
		return good ? 0 : 1;
	} finally {
		say('\nStopping n8n …');
		await lab?.stop();
		await memberArea.close();
	}
}

async function showMainJob(
	lab: N8nLab,
	memberArea: MemberArea,
	{ repositoryFolder }: DemoOptions,
): Promise<boolean> {
	const hottok = randomBytes(24).toString('base64url');
	const workflows = await makeDemoWorkflows(lab, hottok);
	const subscription = await workflows.createSubscription(memberArea.url);
	memberArea.signingSecret = subscription.signingSecret;
	say(`The workflow is published: Hotmart would post to ${workflows.url}`);
	say(`The member area ${memberArea.url} is subscribed to approved purchases.`);
	say('It is restarting, and will answer 503 twice before it works.\n');

	const body = readFileSync(path.join(repositoryFolder, sale));
	const forged = await lab.post(workflows.url, body, { 'x-hotmart-hottok': 'a-wrong-token' });
	say(`A forged sale, with a wrong token, was answered   ${forged.status}  ${forged.text}`);
	const genuine = await lab.post(workflows.url, body, { 'x-hotmart-hottok': hottok });
	say(`The authentic sale was answered                   ${genuine.status}  ${genuine.text}`);
	const again = await lab.post(workflows.url, body, { 'x-hotmart-hottok': hottok });
	say(`The same sale, sent again as Hotmart does         ${again.status}  ${again.text}`);

	say('\nThe workflow runs, the dispatcher tries until the member area answers (6 seconds) …');
	const [execution, ...others] = await lab.endedExecutions(workflows.salesWorkflowId, 1);
	if (!execution) throw new Error('The workflow did not run');
	const attempts = tellAttempts(execution, workflows.dispatcher.name);
	await waitFor(() => memberArea.requests.length >= attempts.length, { what: 'the requests' });
	tellRequests(memberArea);
	say(`\nThe execution, with every attempt: ${lab.executionUrl(execution)}`);

	const promised: [string, boolean][] = [
		['the forged sale got 401', forged.status === 401],
		['the authentic sale got 200', genuine.status === 200],
		['the sale sent again got 200', again.status === 200],
		['one execution ran, though three sales were posted', others.length === 0],
		['the execution succeeded', execution.status === 'success'],
		['three attempts were made', attempts.length === 3],
		['the last of them was delivered', attempts.at(-1)?.outcome === 'delivered'],
		['every request was signed', memberArea.requests.every(({ verified }) => verified)],
		['all under one webhook-id', new Set(memberArea.requests.map(({ id }) => id)).size === 1],
	];
	for (const [promise, kept] of promised) if (!kept) say(`NOT AS PROMISED: ${promise}`);
	const good = promised.every(([, kept]) => kept);
	if (good) say('\nEverything came out as promised.\n');
	return good;
}

function tellAttempts(execution: Execution, dispatcher: string): AttemptItem[] {
	const [delivery] = itemsOf(execution, dispatcher);
	const attempts = (delivery?.attempts ?? []) as AttemptItem[];
	say(`\nThe delivery is ${String(delivery?.state)} after ${attempts.length} attempts:`);
	for (const { number, startedAt, durationMs, response, error, outcome } of attempts) {
		const answer = response ? `answered ${response.status}` : `no answer (${error?.message})`;
		say(
			`  attempt ${number}  at ${clockTime(startedAt)}  ${answer} after ${durationMs} ms  → ${outcome}`,
		);
	}
	const failure = execution.data?.resultData.error?.message;
	if (failure) say(`  The execution says: ${failure}`);
	return attempts;
}

function tellRequests({ requests }: MemberArea): void {
	say('\nWhat the member area saw, verified with the npm package standardwebhooks:');
	for (const { at, id, type, verified, problem, answered } of requests) {
		const signature = verified ? 'signature verified' : `SIGNATURE REFUSED (${problem})`;
		say(`  at ${clockTime(at)}  webhook-id ${id}  ${type}  ${signature}  → answered ${answered}`);
	}
}

function clockTime(instant: Date | string): string {
	return `${new Date(instant).toISOString().slice(11, 23)} UTC`;
}

async function untilInterrupted(): Promise<'interrupted'> {
	return await new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.once(signal, () => resolve('interrupted'));
		}
	});
}

function say(text: string): void {
	console.log(text);
}
