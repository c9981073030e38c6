import { fork } from 'node:child_process';
import { once } from 'node:events';

import type { Subjects } from '../subjects';

type Functions = Record<string, (argument: never) => Promise<unknown>>;
type SubjectOf<Name extends keyof Subjects> = Awaited<ReturnType<Subjects[Name]>>;

/** How processes are started that are measured. */
export interface SubjectTools {
	/** Node.js that runs n8n, and the bundle of `subjects/index.ts`. */
	node: string;
	bundle: string;
	/** Where CPU profiles go; `null` makes none. */
	profileFolder: string | null;
}

/** Something in a process of its own: what is measured must not share its CPU and memory with what measures. */
export interface SubjectProcess<Subject extends Functions> {
	call<Method extends keyof Subject & string>(
		method: Method,
		...argument: Parameters<Subject[Method]>
	): Promise<Awaited<ReturnType<Subject[Method]>>>;
	/** Ends it in order. */
	stop(): Promise<void>;
}

/** Starts a subject, with its options, and waits until it is ready. */
export async function startSubject<Name extends keyof Subjects & string>(
	name: Name,
	options: Parameters<Subjects[Name]>[0],
	{ node, bundle, profileFolder }: SubjectTools,
	nodeArguments: readonly string[] = [],
): Promise<SubjectProcess<SubjectOf<Name>>> {
	const isMeasured = name !== 'receiver';
	const child = fork(bundle, [name, JSON.stringify(options ?? {})], {
		execPath: node,
		execArgv: [
			'--disable-warning=ExperimentalWarning',
			...(profileFolder && isMeasured
				? [
						'--cpu-prof',
						`--cpu-prof-dir=${profileFolder}`,
						`--cpu-prof-name=${name}.${Date.now()}.cpuprofile`,
					]
				: []),
			...nodeArguments,
		],
	});
	const ended = once(child, 'exit');
	let lastCall = 0;
	const waiting = new Map<
		number,
		{ resolve: (value: unknown) => void; reject: (error: Error) => void }
	>();
	child.on(
		'message',
		({ call, value, error }: { call: number; value: unknown; error?: string }) => {
			const one = waiting.get(call);
			waiting.delete(call);
			if (error === undefined) one?.resolve(value);
			else one?.reject(new Error(`${name}: ${error}`));
		},
	);
	child.on('exit', (code) => {
		for (const { reject } of waiting.values()) reject(new Error(`${name} ended with ${code}`));
		waiting.clear();
	});
	const send = async (method: string, argument: unknown) =>
		await new Promise<unknown>((resolve, reject) => {
			lastCall += 1;
			waiting.set(lastCall, { resolve, reject });
			child.send({ call: lastCall, method, argument });
		});
	await send('ready', null);
	return {
		call: async (method, ...[argument]) => (await send(method, argument)) as never,
		stop: async () => {
			if (child.exitCode !== null) return;
			await send('stop', null).catch(() => undefined);
			await ended;
		},
	};
}
