import type { RejectionCount } from '../../../src/storage';
import { NODE } from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

export function describeRejections(openFreshPlace: OpenFreshPlace): void {
	describe('rejections', () => {
		const bench = useBench(openFreshPlace);

		const rejection = (minute: number, counted: Partial<RejectionCount> = {}): RejectionCount => ({
			...NODE,
			reason: 'not_authentic',
			minute,
			count: 1,
			example: 'POST hotmart, 12 bytes',
			...counted,
		});

		it('are added up by node, reason and minute, with the first example', async () => {
			await bench.store.rejections.add([
				rejection(7, { count: 2 }),
				rejection(7, { count: 3, example: 'another' }),
				rejection(7, { reason: "it's odd" }),
				rejection(7, { nodeId: 'another' }),
			]);
			await bench.other.rejections.add([rejection(7, { count: 10 })]);

			const list = await bench.store.rejections.list(10);
			expect(list).toHaveLength(3);
			expect(list).toContainEqual(rejection(7, { count: 15 }));
			expect(list).toContainEqual(rejection(7, { reason: "it's odd" }));
			expect(list).toContainEqual(rejection(7, { nodeId: 'another' }));
		});

		it('are listed newest first, up to a limit', async () => {
			await bench.store.rejections.add([rejection(2), rejection(3), rejection(1)]);

			const list = await bench.store.rejections.list(2);
			expect(list.map(({ minute }) => minute)).toEqual([3, 2]);
		});

		it('take a thousand rows a node, the newest, so that nobody can fill the disk', async () => {
			const counts = Array.from({ length: 1500 }, (_count, minute) => rejection(minute));
			await bench.store.rejections.add([rejection(0, { nodeId: 'quiet' })]);
			await bench.store.rejections.add(counts.slice(0, 700));
			await bench.store.rejections.add(counts.slice(700));

			const list = await bench.store.rejections.list(5000);
			const minutes = list
				.filter(({ nodeId }) => nodeId === NODE.nodeId)
				.map(({ minute }) => minute);
			expect(minutes).toEqual(Array.from({ length: 1000 }, (_minute, index) => 1499 - index));
			expect(list.filter(({ nodeId }) => nodeId === 'quiet')).toHaveLength(1);
		});

		it('keep to the bound with several reasons a minute, and keep what is newest', async () => {
			const reasons = ['one', 'two', 'three'];
			const counts = Array.from({ length: 400 }, (_count, minute) =>
				reasons.map((reason) => rejection(minute, { reason })),
			);
			await bench.store.rejections.add(counts.flat());

			const list = await bench.store.rejections.list(5000);
			expect(list.length).toBeLessThanOrEqual(1000);
			expect(list.length).toBeGreaterThan(990);
			expect(list.filter(({ minute }) => minute === 399)).toHaveLength(3);
		});

		it('keep to the bound however many reasons there are in one minute', async () => {
			const counts = Array.from({ length: 1200 }, (_count, index) =>
				rejection(1, { reason: `reason ${index}` }),
			);
			await bench.store.rejections.add(counts);

			const { length } = await bench.store.rejections.list(5000);
			expect(length).toBeLessThanOrEqual(1000);
			expect(length).toBeGreaterThan(0);
		});
	});
}
