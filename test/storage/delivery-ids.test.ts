import {
	AHEAD_MS,
	createRowId,
	deliveryId,
	lowestRowIdAt,
	rowIdList,
	rowIdOf,
} from '../../src/storage/sending/delivery-ids';
import { HOUR, START } from './support/records';

/** After whatever other tests of this process have asked for. */
let now = START;

beforeEach(() => (now += HOUR));

function rowIds(count: number, at: number): number[] {
	return Array.from({ length: count }, () => createRowId(at));
}

describe('numbers of deliveries', () => {
	test('of one dispatch follow each other, and never lie before its instant', () => {
		const [first = 0, ...others] = rowIds(3, now);

		expect(first).toBeGreaterThanOrEqual(lowestRowIdAt(now));
		expect(first).toBeLessThan(lowestRowIdAt(now + 1));
		expect(others).toEqual([first + 1, first + 2]);
	});

	test('follow each other where a millisecond has more of them than it has numbers', () => {
		const all = rowIds(5000, now);
		const [next = 0] = rowIds(1, now + 1);

		expect(all.at(-1)).toBe((all[0] ?? 0) + 4999);
		expect(next).toBe((all.at(-1) ?? 0) + 1);
	});

	test('are those of a later instant when that is past the ones before', () => {
		rowIds(5000, now);

		expect(createRowId(now + 100)).toBeGreaterThanOrEqual(lowestRowIdAt(now + 100));
	});

	test('are at most a second ahead, whatever the clock does', () => {
		rowIds(1, now + AHEAD_MS);

		expect(createRowId(now - 1)).toBeLessThan(lowestRowIdAt(now));
	});

	test('are safe integers until the year 2109', () => {
		const last = lowestRowIdAt(Date.UTC(2109, 0, 1));

		expect(last).toBeLessThan(2 ** 51 - 1);
		expect(lowestRowIdAt(Date.UTC(2300, 0, 1))).toBe(2 ** 51 - 1);
		expect(lowestRowIdAt(-1)).toBe(0);
	});
});

describe('ids of deliveries', () => {
	test('stand for their numbers, and sort as those do', () => {
		const all = [0, 1, 36 ** 5 - 1, 36 ** 5, createRowId(now), 2 ** 51 - 1];
		const ids = all.map(deliveryId);

		expect(ids.map(rowIdOf)).toEqual(all);
		expect([...ids].sort()).toEqual(ids);
		for (const id of ids) expect(id).toMatch(/^dlv_[0-9a-z]{10}$/);
	});

	test.each([
		'',
		'dlv_',
		'dlv_none',
		'dlv_zzzzzzzzzz',
		'DLV_0000000001',
		'dlv_000000000A',
		'dlv_00000000001',
		' dlv_0000000001',
		'dlv_0000000001\n',
		'lea_0000000001',
		'1',
	])('%j is none', (text) => {
		expect(rowIdOf(text)).toBeNull();
		expect(rowIdList([text, 'dlv_0000000001'])).toBe('[1]');
	});
});
