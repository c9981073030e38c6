/** Functions that another process calls. */
export type Subject = Record<string, (argument: never) => Promise<unknown>>;

interface Message {
	call: number;
	method: string;
	argument: never;
}

/** Answers the calls of the process that started this one, one after the other, until it is told to stop. */
export function serve(subject: Subject): void {
	process.on('message', (message: Message) => void answer(subject, message));
	// Whoever started it is gone.
	process.on('disconnect', () => process.exit());
}

async function answer(subject: Subject, { call, method, argument }: Message): Promise<void> {
	try {
		const isKnown = method in subject || method === 'ready' || method === 'stop';
		if (!isKnown) throw new Error(`There is no ${method}`);
		const value = await subject[method]?.(argument);
		process.send?.({ call, value }, undefined, undefined, () => {
			if (method === 'stop') process.exit();
		});
	} catch (error) {
		process.send?.({
			call,
			error: error instanceof Error ? (error.stack ?? error.message) : String(error),
		});
	}
}
