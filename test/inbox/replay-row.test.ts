import { replayRow } from '../../src/inbox/replay-row';
import type { ReceivedEventRecord } from '../../src/storage';
import { aReceivedEvent, HOUR, NODE, START } from '../storage/support/records';

function aRecord(record: Partial<ReceivedEventRecord> = {}): ReceivedEventRecord {
	const item = aReceivedEvent('sale-1');
	return {
		...NODE,
		id: 'rcv_1',
		platform: item.platform,
		event: item.event,
		eventId: item.id,
		test: false,
		valid: true,
		state: 'done',
		outcome: 'success',
		receivedAt: START,
		emittedAt: START,
		finishedAt: START,
		item,
		...record,
	};
}

describe('the row of a replay', () => {
	it.each(['done', 'kept'] as const)('is the same event, waiting, where it is %s', (state) => {
		const now = START + HOUR;
		const row = replayRow(aRecord({ state }), now);

		expect(row).toEqual({
			...NODE,
			id: expect.stringMatching(/^rcv_/),
			eventKey: `replay~${row.id}`,
			duplicateSince: null,
			item: { ...aReceivedEvent('sale-1'), replayOf: 'rcv_1' },
			state: 'waiting',
			receivedAt: now,
		});
		expect(row.id).not.toBe('rcv_1');
	});

	it('has a key of its own each time: nobody is kept from replaying twice', () => {
		const keys = [1, 2, 3].map(() => replayRow(aRecord(), START).eventKey);
		expect(new Set(keys).size).toBe(3);
	});

	it('names the event that came from the platform, also where a replay is replayed', () => {
		const item = aReceivedEvent('sale-1', { replayOf: 'rcv_1' });
		expect(replayRow(aRecord({ id: 'rcv_2', item }), START).item).toMatchObject({
			replayOf: 'rcv_1',
		});
	});

	it.each([
		[{ state: 'waiting' }, /rcv_1 still waits/],
		[{ state: 'emitted' }, /rcv_1 is being run now/],
		[{ state: 'kept', item: null }, /rcv_1 .* cannot be read/],
	] as const)('is refused for %j', (record, message) => {
		const refused = () => replayRow(aRecord(record), START);
		expect(refused).toThrow(message);
		expect(refused).toThrow(
			expect.objectContaining({ code: 'conflict', field: 'receivedEventId' }),
		);
	});
});
