/** Something a person can mend: the message says what happened, the remedy what to do. */
export class ToolError extends Error {
	/**
	 * @param {string} message
	 * @param {{ remedy?: string, cause?: unknown }} [details]
	 */
	constructor(message, { remedy, cause } = {}) {
		super(message, { cause });
		this.name = 'ToolError';
		this.remedy = remedy;
	}
}

/**
 * Runs a command's body; prints what a person can mend in two lines, anything else with its stack.
 * The exit code is what the body returns, or 1 when it throws.
 *
 * @param {() => Promise<number | void>} body
 */
export async function runCommand(body) {
	try {
		process.exitCode = (await body()) ?? 0;
	} catch (error) {
		process.exitCode = 1;
		// A bundled script has its own copy of the class: the name tells, not the prototype.
		if (error instanceof Error && error.name === 'ToolError') {
			const { remedy } = /** @type {ToolError} */ (error);
			console.error(`\nError: ${error.message}${remedy ? `\n${remedy}` : ''}`);
		} else {
			console.error(error);
		}
	}
}
