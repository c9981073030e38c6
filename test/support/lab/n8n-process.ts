import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { waitFor } from './wait-for';

export type N8nCommand = 'start' | 'worker' | 'webhook';

export interface N8nProcessOptions {
	/** `node` that can run n8n, and n8n's own script. */
	programs: { node: string; n8n: string };
	command: N8nCommand;
	/** n8n's user folder is made in it; kept over restarts. */
	home: string;
	/** n8n's own port; the next one is the task broker's. */
	port: number;
	/** Added to, or with `undefined` taken out of, what the lab sets. */
	env: Record<string, string | undefined>;
}

/** What the package does not touch, costs seconds at each start, and partly calls out. */
const disabledModules = [
	'agents',
	'breaking-changes',
	'chat-hub',
	'insights',
	'instance-ai',
	'mcp',
	'mcp-registry',
	'otel',
	'quick-connect',
	'workflow-builder',
];

const readyTimeoutMs = 120_000;
const stopTimeoutMs = 30_000;

/** One process of n8n with all it starts, as a group of its own. */
export class N8nProcess {
	readonly logFile: string;
	#child: ChildProcess | null = null;

	constructor(private readonly options: N8nProcessOptions) {
		this.logFile = path.join(options.home, `n8n-${options.command}.log`);
	}

	get pid(): number | undefined {
		return this.#child?.pid;
	}

	get isRunning(): boolean {
		return this.#child !== null;
	}

	/** Starts it and waits until it says that it is ready. */
	async start(): Promise<void> {
		if (this.#child) throw new Error('This n8n is running already');
		const { programs, command, home, port } = this.options;
		mkdirSync(home, { recursive: true });
		// n8n waits ten seconds when it finds the journal of a session that was killed.
		rmSync(path.join(home, '.n8n/crash.journal'), { force: true });
		const log = openSync(this.logFile, 'a');
		const child = spawn(
			programs.node,
			['--require', path.join(supportFolder(), 'die-with-parent.cjs'), programs.n8n, command],
			{
				cwd: home,
				env: environment(this.options),
				stdio: ['ignore', log, log, 'pipe'],
				detached: process.platform !== 'win32',
			},
		);
		closeSync(log);
		this.#child = child;
		child.once('exit', () => {
			this.#child = null;
		});
		child.once('error', () => {
			this.#child = null;
		});
		try {
			await waitFor(async () => await this.#isReady(`http://127.0.0.1:${port}/healthz/readiness`), {
				what: `n8n ${command} to be ready; its log is ${this.logFile}`,
				timeoutMs: readyTimeoutMs,
			});
		} catch (error) {
			await this.stop('SIGKILL');
			throw error;
		}
	}

	/** Stops it; what is left of its group after that, or after half a minute, is killed. */
	async stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		const child = this.#child;
		if (!child?.pid) return;
		const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		if (signal === 'SIGKILL') {
			killGroup(child.pid);
		} else {
			child.kill(signal);
			const impatience = setTimeout(killGroup, stopTimeoutMs, child.pid);
			void ended.then(() => clearTimeout(impatience));
		}
		await ended;
		killGroup(child.pid);
		this.#child = null;
	}

	async #isReady(url: string): Promise<boolean> {
		if (!this.#child) {
			const tail = readFileSync(this.logFile, 'utf8').slice(-2_000);
			throw new Error(`n8n ${this.options.command} ended while it started:\n${tail}`);
		}
		const answer = await fetch(url).catch(() => null);
		return answer?.ok ?? false;
	}
}

function killGroup(pid: number): void {
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
	} catch {
		// Nothing is left of it.
	}
}

/** A bundled lab (the demo) is told where the files of this folder are. */
function supportFolder(): string {
	return process.env.COMMERCE_WEBHOOKS_LAB_FOLDER ?? __dirname;
}

/** What n8n is told: nothing of the caller's own n8n, tests or npm, and nothing that calls out. */
function environment({ command, home, port, env }: N8nProcessOptions): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|JEST_|npm_|NODE_)/.test(name),
	);
	const set: Record<string, string | undefined> = {
		...Object.fromEntries(inherited),
		NODE_ENV: 'production',
		NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS,
		// n8n loads thousands of files: a second start need not compile them again.
		NODE_COMPILE_CACHE: path.join(tmpdir(), 'commerce-webhooks-compile-cache'),
		N8N_USER_FOLDER: home,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(port + 1),
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_ENCRYPTION_KEY: 'lab-encryption-key',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DISABLED_MODULES: disabledModules.join(','),
		N8N_LOG_LEVEL: 'warn',
		GENERIC_TIMEZONE: 'UTC',
		...(command === 'worker' && {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		}),
		...env,
	};
	return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
