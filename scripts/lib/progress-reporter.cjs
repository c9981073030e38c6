const path = require('node:path');

/**
 * A jest reporter for suites that take minutes: a line when a file begins, and one for each test as it ends.
 * jest's own tells nothing of a file before its last test is done.
 */
module.exports = class ProgressReporter {
	#started = Date.now();

	onTestFileStart({ path: file }) {
		this.#print(`${path.relative(process.cwd(), file)} …`);
	}

	onTestCaseResult(_test, { status, fullName, duration, failureMessages }) {
		const sign =
			{ passed: 'ok', failed: 'FAILED', pending: 'skipped', todo: 'to do' }[status] ?? status;
		const seconds = duration ? ` (${(duration / 1000).toFixed(1)} s)` : '';
		this.#print(`  ${sign}: ${fullName}${seconds}`);
		for (const message of failureMessages ?? []) console.error(withoutRunner(message));
	}

	onTestFileResult(_test, { testExecError, failureMessage, console: printed }) {
		for (const { message } of printed ?? []) console.log(message);
		if (testExecError) console.error(failureMessage);
	}

	#print(text) {
		const seconds = Math.round((Date.now() - this.#started) / 1000);
		console.log(`[${String(seconds).padStart(4)} s] ${text}`);
	}
};

/** A stack trace without jest's own lines. */
function withoutRunner(message) {
	return message
		.split('\n')
		.filter((line) => !/node_modules[\\/](jest-|@jest)/.test(line))
		.join('\n');
}
