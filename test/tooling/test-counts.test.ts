import { script } from './support/script';

interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

const { countsOf, sumOf, closingLine } = script<{
	countsOf(result: object | null, exitCode: number): Counts;
	sumOf(all: Counts[]): Counts;
	closingLine(counts: Counts): string;
}>('test-counts.mjs');

const result = {
	success: true,
	numPassedTests: 5,
	numFailedTests: 0,
	numPendingTests: 0,
	numTodoTests: 0,
	numRuntimeErrorTestSuites: 0,
};

test('a run is counted by its tests', () => {
	expect(countsOf({ ...result, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({
		passed: 5,
		failed: 0,
		skipped: 3,
	});
});

test('a file that could not be run counts as a failure', () => {
	const broken = { ...result, numFailedTests: 1, numRuntimeErrorTestSuites: 1 };
	expect(countsOf(broken, 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test('a run that failed though no test did counts as a failure', () => {
	expect(countsOf(result, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run that left no result counts as a failure', () => {
	expect(countsOf(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('the closing line sums the runs and names skipped tests only where there are some', () => {
	const runs = [
		{ passed: 2, failed: 0, skipped: 0 },
		{ passed: 3, failed: 1, skipped: 0 },
	];
	expect(closingLine(sumOf(runs))).toBe('5 passed, 1 failed');
	expect(closingLine(sumOf([...runs, { passed: 0, failed: 0, skipped: 4 }]))).toBe(
		'5 passed, 1 failed, 4 skipped',
	);
});
