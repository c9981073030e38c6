import { existsSync } from 'node:fs';

import {
	chromium,
	type Browser,
	type BrowserContext,
	type Locator,
	type Page,
} from 'playwright-core';

import type { N8nLab } from '../../support/n8n-lab';

/** Where Debian's and others' packages put Chromium; `CHROMIUM_PATH` names another place. */
const KNOWN_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A loaded machine takes seconds for what a person sees at once. */
const TIMEOUT_MS = 30_000;

/** The Chromium of this machine, or `null`. */
export function chromiumPath(): string | null {
	const { CHROMIUM_PATH } = process.env;
	const places = CHROMIUM_PATH ? [CHROMIUM_PATH] : KNOWN_PLACES;
	return places.find((place) => existsSync(place)) ?? null;
}

export interface EditorOptions {
	colorScheme?: 'light' | 'dark';
	width?: number;
	height?: number;
}

interface BinaryItem {
	binary?: { data?: { id?: string; data: string } };
}

/** n8n refuses whoever signs in more than five times a minute, so each n8n is signed in to once. */
const sessions = new WeakMap<N8nLab, Awaited<ReturnType<BrowserContext['storageState']>>>();

async function signIn(context: BrowserContext, { url, owner }: N8nLab) {
	const answer = await context.request.post(`${url}/rest/login`, {
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	if (!answer.ok()) throw new Error(`n8n answered the sign-in with ${answer.status()}`);
	return await context.storageState();
}

/** n8n's editor in a real browser, signed in, and what a person does there. */
export class Editor {
	/** What the browser's console said was wrong, of this n8n's own pages, files and answers. */
	readonly errors: string[] = [];

	private constructor(
		private readonly lab: N8nLab,
		private readonly browser: Browser,
		readonly page: Page,
	) {
		page.on('pageerror', ({ message }) => this.errors.push(message));
		page.on('console', (entry) => {
			const { url } = entry.location();
			if (entry.type() === 'error' && !isExpected(url, lab))
				this.errors.push(`${entry.text()} ${url}`);
		});
	}

	static async open(
		lab: N8nLab,
		{ colorScheme = 'light', width = 1440, height = 900 }: EditorOptions = {},
	): Promise<Editor> {
		const executablePath = chromiumPath();
		if (!executablePath) throw new Error('There is no Chromium on this machine');
		// In a container Chromium cannot make the sandbox it would like; all it opens here is our own n8n.
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		const context = await browser.newContext({
			colorScheme,
			viewport: { width, height },
			storageState: sessions.get(lab),
		});
		context.setDefaultTimeout(TIMEOUT_MS);
		if (!sessions.has(lab)) sessions.set(lab, await signIn(context, lab));
		return new Editor(lab, browser, await context.newPage());
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** An element by n8n's own marks for tests. */
	part(name: string): Locator {
		return this.page.locator(`[data-test-id="${name}"]`);
	}

	/** The open node: its input or URLs, its parameters, its output. */
	get panel(): Locator {
		return this.part('ndv');
	}

	// ------------------------------------------------------------ the canvas

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.lab.url}/workflow/new`);
		await this.part('canvas-add-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.lab.url}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** The id of the workflow in the address bar. */
	get workflowId(): string {
		return /\/workflow\/([^/?]+)/.exec(this.page.url())?.[1] ?? '';
	}

	/** Opens the list of nodes and gives the names that a search finds there. */
	async search(words: string): Promise<string[]> {
		const field = this.part('node-creator-search-bar');
		if (!(await field.isVisible())) await this.part('node-creator-plus-button').click();
		await field.fill(words);
		// The list follows the typing a little later, and may stay as it was.
		await this.page.waitForTimeout(500);
		return await this.part('node-creator-item-name').allInnerTexts();
	}

	/** Adds a node, by searching for it and choosing one of its actions or events, if it has some; it opens. */
	async add(words: string, name: string, action?: string): Promise<void> {
		await this.search(words);
		await this.listed(name).click();
		if (action) await this.listed(action).click();
		await this.panel.waitFor();
	}

	private listed(name: string): Locator {
		return this.part('node-creator-item-name').filter({ hasText: name }).first();
	}

	/** Adds a node behind the only one that leads nowhere. */
	async addAfter(words: string, name: string, action?: string): Promise<void> {
		await this.part('canvas-handle-plus').last().click();
		await this.add(words, name, action);
	}

	/** Runs the workflow for a test, with the button below the canvas. */
	async execute(): Promise<void> {
		await this.part('execute-workflow-button').click();
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.panel.waitFor();
	}

	async closeNode(): Promise<void> {
		await this.part('ndv-close-button').click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	// ------------------------------------------------------------ an open node

	/** Chooses a credential in the first list that has none. */
	async chooseCredential(name: string): Promise<void> {
		await this.part('node-credentials-select').first().click();
		await this.page.getByRole('option').filter({ hasText: name }).first().click();
	}

	/** The URLs that the open node shows, of one kind. */
	async urls(kind: 'test' | 'production'): Promise<string[]> {
		const choice = this.panel.locator(`[data-test-id="radio-button-${kind}"]`);
		if (!(await choice.isVisible()))
			await this.panel.getByText('Webhook URLs', { exact: true }).click();
		await choice.click();
		const path = kind === 'test' ? '/webhook-test/' : '/webhook/';
		await this.panel.getByText(path).first().waitFor();
		const shown = await this.panel.getByText(/^\s*https?:\/\/\S+\/webhook/).allInnerTexts();
		return shown.map((url) => url.trim());
	}

	/** The file that a node of an execution put out; n8n keeps it beside the execution. */
	async downloaded(executionId: string, node: string): Promise<string> {
		const { data } = await this.lab.execution(executionId);
		const [run] = data?.resultData.runData[node] ?? [];
		const [item] = (run?.data?.main?.[0] ?? []) as BinaryItem[];
		const file = item?.binary?.data;
		if (!file) throw new Error(`${node} put out no file`);
		if (file.id === undefined) return Buffer.from(file.data, 'base64').toString();
		const query = new URLSearchParams({ id: file.id, action: 'download' });
		const url = `${this.lab.url}/rest/binary-data?${query}`;
		return await (await this.page.request.get(url)).text();
	}

	/** Shows the output of the open node as JSON and gives the text. */
	async outputAsJson(): Promise<string> {
		const output = this.part('output-panel');
		await output.locator('[data-test-id="radio-button-json"]').click();
		const data = output.locator('[data-test-id="ndv-data-container"]');
		await data.getByText('"').first().waitFor();
		// Shown with a space that never breaks, and in lines of its own for each part.
		return (await data.innerText()).replace(/\s+/g, ' ');
	}
}

/** What n8n itself asks in vain: npm, without a network, and for fields of a trigger's output, which it never shows. */
function isExpected(url: string, lab: N8nLab): boolean {
	if (!/^https?:/.test(url)) return false;
	return !url.startsWith(lab.url) || /\/schemas\/[^/]+Trigger\//.test(url);
}
