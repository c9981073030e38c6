import { once } from 'node:events';

import { CommerceWebhooksError } from '../../../src/model/errors';

/** What a task may do besides its work. */
export interface TaskTools {
	report: (value: unknown) => void;
	/** Resolves when the test says so. */
	told: () => Promise<void>;
}

const [moduleFile = '', task = '', input = 'null'] = process.argv.slice(2);

const tools: TaskTools = {
	report: (value) => void process.send?.({ value }),
	told: async () => void (await once(process, 'message')),
};

async function run(): Promise<void> {
	try {
		const tasks: Record<string, (input: unknown, tools: TaskTools) => Promise<void>> = await import(
			moduleFile
		);
		await tasks[task]?.(JSON.parse(input), tools);
	} catch (error) {
		const isOurs = error instanceof CommerceWebhooksError;
		process.send?.({
			error: {
				name: error instanceof Error ? error.constructor.name : typeof error,
				code: isOurs ? error.code : undefined,
				message: error instanceof Error ? error.message : String(error),
				remedy: isOurs ? error.remedy : undefined,
			},
		});
	}
	// Whatever else would keep the process alive is none of the parent's business.
	process.disconnect?.();
}

void run();
