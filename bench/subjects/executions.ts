import path from 'node:path';

interface Options {
	/** n8n's home, as the lab keeps it. */
	home: string;
}

interface Since {
	workflowId: string;
	/** Unix milliseconds. */
	since: number;
}

interface Ended {
	count: number;
	/** When the last of them ended, in Unix milliseconds. */
	lastAt: number;
}

/** What has ended, read in the databases of n8n and of the package: asking n8n would slow it down. */
export async function executions({ home }: Options) {
	const { DatabaseSync } = await import('node:sqlite');
	const read = (name: string, sql: string, ...values: Array<string | number>) => {
		const database = new DatabaseSync(path.join(home, '.n8n', name), { readOnly: true });
		const row = database.prepare(sql).get(...values);
		database.close();
		return row;
	};

	return {
		/** Executions of a workflow that have ended, of those that were begun at that instant or later. */
		ofWorkflow: async ({ workflowId, since }: Since): Promise<Ended> => {
			const row = read(
				'database.sqlite',
				`SELECT count(*) AS count, max(stoppedAt) AS lastAt FROM execution_entity
				WHERE workflowId = ? AND stoppedAt IS NOT NULL AND createdAt >= ?`,
				workflowId,
				sqlInstant(since),
			);
			const lastAt = Date.parse(`${String(row?.lastAt).replace(' ', 'T')}Z`);
			return { count: Number(row?.count), lastAt };
		},
		/** Received events whose execution has ended. */
		ofInbox: async ({ workflowId, since }: Since): Promise<Ended> => {
			const row = read(
				'commerce-webhooks.sqlite',
				`SELECT count(*) AS count, max(finished_at) AS lastAt FROM inbox
				WHERE workflow_id = ? AND state = 'done' AND received_at >= ?`,
				workflowId,
				since,
			);
			return { count: Number(row?.count), lastAt: Number(row?.lastAt) };
		},
	};
}

/** As n8n writes instants into SQLite. */
function sqlInstant(instant: number): string {
	return new Date(instant).toISOString().replace('T', ' ').replace('Z', '');
}
