import { createBatcher } from '../../src/pump';
import { settle } from '../support/fake-clock';

/** A transaction that ends when the test says so. */
class SlowWrite {
	readonly groups: number[][] = [];
	private readonly open: Array<(results: readonly string[] | Error) => void> = [];

	write = async (items: readonly number[]): Promise<readonly string[]> => {
		this.groups.push([...items]);
		return await new Promise((resolve, reject) => {
			this.open.push((results) => (results instanceof Error ? reject(results) : resolve(results)));
		});
	};

	end(results?: readonly string[] | Error): void {
		const finished = this.groups[this.groups.length - this.open.length];
		this.open.shift()?.(results ?? (finished ?? []).map((item) => `stored ${item}`));
	}
}

const echo = async (items: readonly number[]) => items.map((item) => `stored ${item}`);

describe('a batcher', () => {
	it('gives each call the result of its own item', async () => {
		const write = createBatcher(echo, 10);

		expect(await Promise.all([write(1), write(2), write(3)])).toEqual([
			'stored 1',
			'stored 2',
			'stored 3',
		]);
	});

	it('writes calls of the same turn of the event loop in one group, in their order', async () => {
		const slow = new SlowWrite();
		const write = createBatcher(slow.write, 10);

		void write(1);
		void Promise.resolve().then(() => write(2));
		void write(3);
		await settle();

		expect(slow.groups).toEqual([[1, 3, 2]]);
	});

	it('gathers the next group while one is written', async () => {
		const slow = new SlowWrite();
		const write = createBatcher(slow.write, 10);
		const first = write(1);
		await settle();
		const others = [write(2), write(3)];
		await settle();
		expect(slow.groups).toEqual([[1]]);

		slow.end();
		await first;
		await settle();
		slow.end();

		expect(await Promise.all(others)).toEqual(['stored 2', 'stored 3']);
		expect(slow.groups).toEqual([[1], [2, 3]]);
	});

	it('makes no group larger than its maximum', async () => {
		const sizes: number[] = [];
		const write = createBatcher(async (items: readonly number[]) => {
			sizes.push(items.length);
			return items;
		}, 4);

		await Promise.all(Array.from({ length: 11 }, async (_item, index) => await write(index)));

		expect(sizes).toEqual([4, 4, 3]);
	});

	it('fails the calls of a group that could not be written, and no others', async () => {
		const slow = new SlowWrite();
		const write = createBatcher(slow.write, 2);
		const calls = [1, 2, 3].map(async (item) => await write(item));
		const outcomes = Promise.allSettled(calls);
		await settle();

		slow.end(new Error('the disk is full'));
		await settle();
		slow.end();

		const full = { status: 'rejected', reason: new Error('the disk is full') };
		expect(await outcomes).toEqual([full, full, { status: 'fulfilled', value: 'stored 3' }]);
	});

	it('fails the calls of a writer that throws at once, and writes again afterwards', async () => {
		let isBroken = true;
		const write = createBatcher((items: readonly number[]) => {
			if (isBroken) throw new Error('not open');
			return echo(items);
		}, 10);

		await expect(write(1)).rejects.toThrow('not open');
		isBroken = false;
		expect(await write(2)).toBe('stored 2');
	});

	it('fails a call for which the writer gives no result', async () => {
		const write = createBatcher(async () => ['only one'], 10);

		const [first, second] = await Promise.allSettled([write(1), write(2)]);

		expect(first).toEqual({ status: 'fulfilled', value: 'only one' });
		expect(second).toMatchObject({ status: 'rejected' });
	});

	it('writes a call that is made while the results of a group are given out', async () => {
		const write = createBatcher(echo, 10);

		const chained = write(1).then(async () => await write(2));

		expect(await chained).toBe('stored 2');
		expect(await write(3)).toBe('stored 3');
	});

	it('writes each of ten thousand items once', async () => {
		const written: number[] = [];
		const write = createBatcher(async (items: readonly number[]) => {
			written.push(...items);
			return items;
		}, 256);

		const items = Array.from({ length: 10_000 }, (_item, index) => index);
		const results = await Promise.all(items.map(async (item) => await write(item)));

		expect(results).toEqual(items);
		expect(written).toEqual(items);
	});
});
