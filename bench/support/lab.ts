import type { RowTools } from '../rows/row';
import { N8nLab } from '../../test/support/n8n-lab';

/** Runs something with a whole n8n of its own, in which the package is installed as it is packed. */
export async function withLab<Result>(
	{ n8n, subjects }: RowTools,
	work: (lab: N8nLab) => Promise<Result>,
): Promise<Result> {
	if (!n8n) throw new Error('This row needs n8n');
	const folder = subjects.profileFolder;
	const lab = await N8nLab.start({
		...n8n,
		...(folder && { env: { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` } }),
	});
	try {
		return await work(lab);
	} finally {
		// A profile is written by a process that ends by itself.
		if (folder) await lab.stop('SIGTERM');
		await lab.dispose();
	}
}
