import * as z from 'zod';

import type { RejectionCount, RejectionStore } from '../contracts';
import type { Database, Statements } from '../database/database';
import type { HappeningTable } from './happening-table';

const ADD = `INSERT INTO rejection (workflow_id, node_id, reason, minute, count, example)
	VALUES (?, ?, ?, ?, ?, ?)
	ON CONFLICT (workflow_id, node_id, minute, reason) DO UPDATE SET count = rejection.count + excluded.count
	RETURNING count`;

/** An attacker must not be able to fill the disk: so many rows a node, the newest. */
const ROWS_PER_NODE = 1000;
const DROP_OLDEST = `DELETE FROM rejection WHERE workflow_id = ? AND node_id = ? AND minute <=
	(SELECT minute FROM rejection WHERE workflow_id = ? AND node_id = ?
	ORDER BY minute DESC LIMIT 1 OFFSET ${ROWS_PER_NODE})`;

const MINUTE_MS = 60_000;

const rowSchema = z
	.object({
		workflow_id: z.string(),
		node_id: z.string(),
		reason: z.string(),
		minute: z.number(),
		count: z.number(),
		example: z.string(),
	})
	.transform(
		(row): RejectionCount => ({
			workflowId: row.workflow_id,
			nodeId: row.node_id,
			reason: row.reason,
			minute: row.minute,
			count: row.count,
			example: row.example,
		}),
	);

/** Refused requests, counted by node, reason and minute. */
export class RejectionTable implements RejectionStore {
	constructor(
		private readonly database: Database,
		private readonly happenings: HappeningTable,
	) {}

	async add(counts: readonly RejectionCount[]): Promise<void> {
		await this.database.transaction(async (statements) => {
			const first: RejectionCount[] = [];
			for (const counted of counts) if (await this.addOne(statements, counted)) first.push(counted);
			const now = Math.max(0, ...first.map(({ minute }) => minute * MINUTE_MS));
			await this.happenings.ofRejections(statements, first, now);
		});
	}

	/** Whether these are the first of their minute. */
	private async addOne(
		statements: Statements,
		{ workflowId, nodeId, reason, minute, count, example }: RejectionCount,
	): Promise<boolean> {
		const [row] = await statements.all(ADD, [workflowId, nodeId, reason, minute, count, example]);
		await statements.run(DROP_OLDEST, [workflowId, nodeId, workflowId, nodeId]);
		return Number(row?.count) === count;
	}

	async list(limit: number): Promise<RejectionCount[]> {
		const rows = await this.database.all('SELECT * FROM rejection ORDER BY minute DESC LIMIT ?', [
			limit,
		]);
		return rows.map((row) => rowSchema.parse(row));
	}
}
