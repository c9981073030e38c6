import { judge, median, percentile, ratioOf, type Figure } from '../../bench/support/figures';
import { inParallel, interleave } from '../../bench/support/measure';
import { renderResults } from '../../bench/support/render';
import { merge, type RowResult } from '../../bench/support/results';

const figure: Figure = {
	what: 'sending',
	unit: 'deliveries/s',
	ours: [30, 10, 20],
	peer: [50, 40, 45],
	goals: [],
};

describe('figures', () => {
	test.each([
		[[3, 1, 2], 50, 2],
		[[4, 1, 3, 2], 50, 2.5],
		[[7], 95, 7],
		[Array.from({ length: 100 }, (_value, index) => 100 - index), 95, 95],
		[[5, 1], 0, 1],
		[[5, 1], 100, 5],
	])('of %j, %i of 100 are at most %d', (values, percent, expected) => {
		expect(percentile(values, percent)).toBe(expected);
	});

	it('are nothing without a measurement', () => {
		expect(() => median([])).toThrow('Nothing was measured');
	});

	it('are compared by their medians', () => {
		expect(ratioOf(figure)).toBeCloseTo(20 / 45);
		expect(ratioOf({ ...figure, peer: [] })).toBeNull();
	});

	test.each([
		[{ of: 'ratio', is: 'at least', value: 0.4 }, 20 / 45, true],
		[{ of: 'ratio', is: 'at least', value: 0.5 }, 20 / 45, false],
		[{ of: 'difference', is: 'at most', value: -25 }, -25, true],
		[{ of: 'value', is: 'at most', value: 19 }, 20, false],
		[{ of: 'p95', is: 'at most', value: 29 }, 30, false],
	] as const)('meet %j or miss it', (goal, measured, isMet) => {
		expect(judge({ ...figure, goals: [goal] })).toEqual([
			{ goal, measured: expect.closeTo(measured), isMet },
		]);
	});

	it('have no ratio to judge without a peer', () => {
		const goals = [{ of: 'ratio', is: 'at least', value: 1 }] as const;
		expect(() => judge({ ...figure, peer: [], goals })).toThrow('no peer');
	});
});

describe('measuring', () => {
	it('takes sides in turn, in all orders', async () => {
		const order: string[] = [];
		const side = (name: string) => async () => order.push(name);
		const measured = await interleave({ a: side('a'), b: side('b') }, { runs: 3 });
		expect(order.join('')).toBe('abbaab');
		expect(measured).toEqual({ a: [1, 4, 5], b: [2, 3, 6] });

		order.length = 0;
		await interleave({ a: side('a'), b: side('b'), c: side('c') }, { runs: 6 });
		expect(order.join('')).toBe('abcacbbacbcacabcba');
	});

	it('does each piece of work once, at most so many at once', async () => {
		const done: number[] = [];
		let atOnce = 0;
		let most = 0;
		await inParallel(10, 3, async (index) => {
			most = Math.max(most, ++atOnce);
			await Promise.resolve();
			atOnce -= 1;
			done.push(index);
		});
		expect(done.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(most).toBe(3);
	});
});

describe('the results', () => {
	const result: RowResult = {
		date: '2026-01-05T12:00:30.000Z',
		machine: 'linux x64',
		versions: { 'Node.js': '24.0.0' },
		seconds: 12.4,
		figures: [{ ...figure, goals: [{ of: 'ratio', is: 'at least', value: 0.5 }] }],
	};
	const row = { name: 'engine', what: 'the engine', peer: 'undici' };
	const texts = { durability: 'FULL', findings: '' };

	it('of rows that are not measured are kept', () => {
		const former = { engine: result, ack: result };
		const measured = { engine: { ...result, seconds: 1 } };
		expect(merge(former, measured)).toEqual({ engine: { ...result, seconds: 1 }, ack: result });
	});

	it('say what was measured, beside what, and whether it is enough', () => {
		const page = renderResults([row], { engine: result }, texts);
		expect(page).toContain('Of 1 goals 0 are met, 1 missed.');
		expect(page).toContain(
			'| sending | deliveries/s | 20 (10–30) | 45 (40–50) | 0.444 | ≥ 0.5: **missed** |',
		);
		expect(page).toContain(
			'2026-01-05 12:00 UTC, linux x64; Node.js 24.0.0; 3 runs or calls, 12 s.',
		);
		expect(page).toContain('FULL');
	});

	it('leave out what was never measured', () => {
		expect(renderResults([row], {}, texts)).not.toContain('the engine');
	});
});
