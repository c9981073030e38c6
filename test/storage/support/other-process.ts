import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** What a task of another process reports. */
type Report = { value: unknown } | { error: ReportedError };

/** An error as it comes over from another process. */
export interface ReportedError {
	name: string;
	code: string | undefined;
	message: string;
	remedy: string | undefined;
}

/** A real process of its own, so that locks, leases and crashes are real; it runs one function of a module. */
export class OtherProcess {
	private readonly reports: Report[] = [];
	private readonly waiting: Array<() => void> = [];
	readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (report: Report) => {
			this.reports.push(report);
			this.waiting.shift()?.();
		});
		this.ended = new Promise((resolve) => {
			child.on('exit', (code, signal) => {
				resolve({ code, signal });
				for (const wake of this.waiting.splice(0)) wake();
			});
		});
	}

	/** `task` is the name of a function that `module` exports: it gets `input` and a function to report with. */
	static start(module: string, task: string, input: unknown): OtherProcess {
		const main = path.join(__dirname, 'other-process.cjs');
		const child = fork(main, [module, task, JSON.stringify(input)], {
			execArgv: ['--disable-warning=ExperimentalWarning'],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		return new OtherProcess(child);
	}

	/** The next thing it reports. Throws where it failed or ended without a report. */
	async next<Value>(): Promise<Value> {
		const report = await this.nextReport();
		if ('error' in report) throw Object.assign(new Error(report.error.message), report.error);
		return report.value as Value;
	}

	/** The error it ends with. */
	async failure(): Promise<ReportedError> {
		const report = await this.nextReport();
		if ('error' in report) return report.error;
		throw new Error(`It did not fail but reported ${JSON.stringify(report.value)}`);
	}

	/** What has been reported and not been asked for yet. */
	reported<Value>(): Value[] {
		return this.reports
			.splice(0)
			.flatMap((report) => ('value' in report ? [report.value as Value] : []));
	}

	/** Lets a task go on that waits to be told. */
	tell(message = 'go on'): void {
		this.child.send(message);
	}

	/** As a power cut: no handler of it runs. */
	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.ended;
	}

	private async nextReport(): Promise<Report> {
		for (;;) {
			const report = this.reports.shift();
			if (report) return report;
			if (this.child.exitCode !== null || this.child.signalCode !== null) {
				throw new Error('The other process ended without a report');
			}
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}
}
