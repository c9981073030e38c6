import * as z from 'zod';

import type { ReceivedEventFilter, ReceivedEventRecord, ReceivedEventStore } from '../contracts';
import type { Database, SqlValue } from '../database/database';
import { NO_PLATFORM } from './inbox-table';
import { lowestIdAt } from '../../model/id';
import { receivedEventSchema, receivedEventStateSchema } from '../../model/received-event';

const SELECT = `SELECT i.id, workflow_id, node_id, platform, event, event_id, test, valid, state, outcome,
	received_at, emitted_at, finished_at, item FROM inbox i JOIN inbox_item t ON t.id = i.id`;
/** Happenings go the same way, but were not received. */
const RECEIVED = `platform <> '${NO_PLATFORM}'`;

const rowSchema = z
	.object({
		id: z.string(),
		workflow_id: z.string(),
		node_id: z.string(),
		platform: z.string(),
		event: z.string(),
		event_id: z.string(),
		test: z.number(),
		valid: z.number(),
		state: receivedEventStateSchema,
		outcome: z.string().nullable(),
		received_at: z.number(),
		emitted_at: z.number().nullable(),
		finished_at: z.number().nullable(),
		item: z.string(),
	})
	.transform(
		(row): ReceivedEventRecord => ({
			id: row.id,
			workflowId: row.workflow_id,
			nodeId: row.node_id,
			platform: row.platform,
			event: row.event,
			eventId: row.event_id,
			test: row.test === 1,
			valid: row.valid === 1,
			state: row.state,
			outcome: row.outcome,
			receivedAt: row.received_at,
			emittedAt: row.emitted_at,
			finishedAt: row.finished_at,
			item: receivedEventSchema.safeParse(JSON.parse(row.item)).data ?? null,
		}),
	);

/** The inbox to be read by people. Ids sort by arrival, so they are both the order and the time that is asked for. */
export class ReceivedEventTable implements ReceivedEventStore {
	constructor(private readonly database: Database) {}

	async get(id: string): Promise<ReceivedEventRecord | null> {
		const [row] = await this.database.all(`${SELECT} WHERE i.id = ? AND ${RECEIVED}`, [id]);
		return row ? rowSchema.parse(row) : null;
	}

	async page(
		filter: ReceivedEventFilter,
		limit: number,
		after: string | null,
	): Promise<ReceivedEventRecord[]> {
		const { sql, values } = pageQuery(filter, limit, after);
		const rows = await this.database.all(sql, values);
		return rows.map((row) => rowSchema.parse(row));
	}
}

/** Finds the ids in the index `inbox_search` first: rows are wide, and only those of the page are read. */
export function pageQuery(
	filter: ReceivedEventFilter,
	limit: number,
	after: string | null,
): { sql: string; values: SqlValue[] } {
	const conditions: Array<[sql: string, value: SqlValue]> = [];
	if (filter.platform !== undefined) conditions.push(['platform = ?', filter.platform]);
	if (filter.event !== undefined) conditions.push(['event = ?', filter.event]);
	if (filter.state !== undefined) conditions.push(['state = ?', filter.state]);
	if (filter.eventId !== undefined) {
		conditions.push([`lower(event_id) LIKE ? ESCAPE '\\'`, containing(filter.eventId)]);
	}
	if (filter.since !== undefined) conditions.push(['id >= ?', lowestIdAt('rcv', filter.since)]);
	if (filter.until !== undefined) conditions.push(['id < ?', lowestIdAt('rcv', filter.until)]);
	if (after !== null) conditions.push(['id < ?', after]);
	const where = [RECEIVED, ...conditions.map(([sql]) => sql)].join(' AND ');
	return {
		sql: `${SELECT}
			WHERE i.id IN (SELECT id FROM inbox WHERE ${where} ORDER BY id DESC LIMIT ?) ORDER BY i.id DESC`,
		values: [...conditions.map(([, value]) => value), limit],
	};
}

/** A pattern in which the text's own `%` and `_` are nothing special. */
function containing(text: string): string {
	return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
