/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {object} JestResult the part of `jest --json` that is counted
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites files that could not be run at all
 */

/**
 * One jest run in numbers. A file that could not be run counts as a failure, and so does a run that failed though no
 * test did, or that left no result.
 *
 * @param {JestResult | null} result
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countsOf(result, exitCode) {
	if (!result) return { passed: 0, failed: 1, skipped: 0 };
	const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
	return {
		passed: result.numPassedTests,
		failed: failed === 0 && exitCode !== 0 ? 1 : failed,
		skipped: result.numPendingTests + result.numTodoTests,
	};
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sumOf(all) {
	return all.reduce(
		(sum, { passed, failed, skipped }) => ({
			passed: sum.passed + passed,
			failed: sum.failed + failed,
			skipped: sum.skipped + skipped,
		}),
		{ passed: 0, failed: 0, skipped: 0 },
	);
}

/**
 * The last line of a test command, in the form that CI reads.
 *
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
