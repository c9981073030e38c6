import { readFileSync } from 'node:fs';
import { N8nLab } from '../support/n8n-lab';

const cpu = (pid: number) => {
	const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(f[11]) + Number(f[12])) * 10;
};

it('measures', async () => {
	const lab = await N8nLab.start();
	const go = await lab.credential('gestaoOnlineWebhookApi', 'x', {
		token: 'abc',
		tokenParameter: 'token',
	});
	const node = lab.node(
		'GO',
		'gestaoOnlineTrigger',
		{ events: ['*'], options: { binaryData: true } },
		{ credentials: { gestaoOnlineWebhookApi: go } },
	);
	const out: string[] = [];
	const w = await lab.workflow('m', [node]);
	const url = lab.webhookUrl(node, 'gestao-online');
	await lab.publish(w.id, [url]);
	await new Promise((r) => setTimeout(r, 3000));
	const measure = async (name: string, work: () => Promise<unknown>) => {
		for (let i = 0; i < 10; i++) await work();
		const c = cpu(lab.pid!);
		const s = performance.now();
		for (let i = 0; i < 60; i++) await work();
		out.push(
			`${name}: ${((performance.now() - s) / 60).toFixed(1)} ms wall, ${((cpu(lab.pid!) - c) / 60).toFixed(1)} ms cpu a request`,
		);
	};
	const idle = cpu(lab.pid!);
	await new Promise((r) => setTimeout(r, 3000));
	out.push(`idle ${cpu(lab.pid!) - idle} ms in 3 s`);
	await measure('GET', async () => await (await fetch(url)).text());
	await measure('POST 401', async () => await lab.post(url, '{}'));
	await measure('POST 200', async () => await lab.post(url + '?token=abc', '{"event_id":"x"}'));
	const hook = lab.node(
		'Hook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: 'hook-x', responseMode: 'onReceived' },
		{ typeVersion: 2 },
	);
	const w2 = await lab.workflow('h', [hook]);
	const u2 = `${lab.url}/webhook/hook-x`;
	await lab.publish(w2.id, [u2]);
	await measure('Webhook node', async () => await lab.post(u2, '{}'));
	await measure('healthz', async () => await (await fetch(`${lab.url}/healthz`)).text());
	console.log(out.join('\n'));
	await lab.dispose();
});
