import type { Database, Statements } from '../database/database';

/** Deletes those of these bodies that no delivery has. */
export async function deleteUnusedBodies(
	{ dialect }: Pick<Database, 'dialect'>,
	statements: Statements,
	rowIds: readonly unknown[],
): Promise<void> {
	await statements.run(
		`DELETE FROM body WHERE row_id IN ${dialect.integerList} AND NOT EXISTS
		(SELECT 1 FROM delivery d WHERE d.event_hash = body.event_hash AND d.body_row_id = body.row_id)`,
		[JSON.stringify(rowIds)],
	);
}
