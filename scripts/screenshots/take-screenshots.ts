import path from 'node:path';

import { Editor } from '../../test/e2e/support/editor';
import { Shop } from '../../test/e2e/support/shop';
import { N8nLab, type NodeDefinition } from '../../test/support/n8n-lab';
import { startReceiver } from '../../test/support/receiver';

export { chromiumPath } from '../../test/e2e/support/editor';

export interface ScreenshotOptions {
	programs: { node: string; n8n: string };
	tarball: string;
	/** For n8n's own folder; deleted by the caller. */
	home: string;
	/** Where the pictures go. */
	target: string;
}

/** What n8n would be called where people reach it: URLs in the pictures begin with it. */
const PUBLIC_URL = 'https://n8n.example.com/';

/** Takes all pictures, in one n8n, and gives their files. */
export async function takeScreenshots({
	target,
	...options
}: ScreenshotOptions): Promise<string[]> {
	const receiver = await startReceiver({ answer: answerTo });
	const lab = await N8nLab.start({ ...options, env: { WEBHOOK_URL: PUBLIC_URL } });
	let editor: Editor | undefined;
	try {
		const shop = await Shop.open(lab);
		editor = await Editor.open(lab);
		const pictures = new Pictures({ lab, shop, editor, target });
		await shop.subscribe(receiver.url, {}, 'Member area');
		return [
			await pictures.trigger(),
			await pictures.execution(),
			await pictures.report(receiver.url),
		];
	} finally {
		await editor?.close();
		await lab.dispose();
		await receiver.close();
	}
}

/** The receiver of the pictures is down at first, and later says once that it is gone, as happens. */
function answerTo(_request: unknown, index: number): number {
	if (index === 0) return 503;
	return index === 20 ? 410 : 200;
}

interface Stage {
	lab: N8nLab;
	shop: Shop;
	editor: Editor;
	target: string;
}

class Pictures {
	constructor(private readonly stage: Stage) {}

	/** Hotmart Trigger's panel, with its production URL and what it says of the two URLs. */
	async trigger(): Promise<string> {
		const { editor, shop } = this.stage;
		const trigger = shop.hotmartTrigger({ events: ['PURCHASE_APPROVED', 'PURCHASE_REFUNDED'] });
		await this.open([trigger], trigger.name);
		await editor.urls('production');
		await editor.part('trigger-header').waitFor();
		await editor.page.getByText('When will this node trigger my flow?').click();
		return await this.take('hotmart-trigger');
	}

	/** An execution that delivered at the second attempt. */
	async execution(): Promise<string> {
		const { editor, lab, shop } = this.stage;
		const start = lab.node('Start', 'n8n-nodes-base.manualTrigger');
		const dispatcher = shop.dispatcher({
			eventSource: 'define',
			eventType: 'order.paid',
			eventId: 'order-42-paid',
			payload: '{"order": 42}',
			waitForFinalResult: true,
		});
		const id = await this.open([start, dispatcher], null);
		// Both attempts are to be seen.
		await editor.page.setViewportSize({ width: 1440, height: 1700 });
		await editor.execute();
		await editor.part('canvas-node-status-success').nth(1).waitFor();
		await editor.openNode(dispatcher.name);
		await editor.outputAsJson();
		await editor.page.locator('.el-notification').waitFor({ state: 'hidden' });
		await lab.endedExecutions(id, 1);
		return await this.take('execution');
	}

	/** The report of Delivery: Get Statistics, after some more deliveries. */
	async report(url: string): Promise<string> {
		const { editor, shop } = this.stage;
		await shop.subscribe(url, {}, 'ERP');
		const events = Array.from({ length: 12 }, (_, index) => ({ id: `order-${100 + index}` }));
		await shop.run(
			{
				eventSource: 'define',
				eventType: 'order.paid',
				eventId: '={{ $json.id }}',
				payload: '{"order": 42}',
			},
			{ items: events },
		);
		const execution = await shop.run({
			resource: 'delivery',
			operation: 'getStatistics',
			output: 'html',
		});
		await editor.page.setContent(await editor.downloaded(execution.id, 'Webhook Dispatcher'));
		return await this.take('report', true);
	}

	private async open(nodes: readonly NodeDefinition[], name: string | null): Promise<string> {
		const { editor, lab } = this.stage;
		const { id } = await lab.workflow('Sales', nodes);
		await editor.openWorkflow(id);
		if (name !== null) await editor.openNode(name);
		return id;
	}

	private async take(name: string, fullPage = false): Promise<string> {
		const { editor, target } = this.stage;
		const file = path.join(target, `${name}.png`);
		// What moves has come to rest, and no element is marked by the mouse.
		await editor.page.mouse.move(0, 0);
		await editor.page.waitForTimeout(1000);
		await editor.page.screenshot({ path: file, fullPage, animations: 'disabled' });
		return file;
	}
}
