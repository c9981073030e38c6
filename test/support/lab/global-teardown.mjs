import { rmSync } from 'node:fs';

/** After the last test: what the setup packed goes; n8n's processes end with the test processes by themselves. */
export default function tearDownLab() {
	const run = /** @type {{ packedForThisRun?: string }} */ (globalThis);
	if (!run.packedForThisRun) return;
	rmSync(run.packedForThisRun, { recursive: true, force: true });
	delete run.packedForThisRun;
	delete process.env.COMMERCE_WEBHOOKS_TARBALL;
}
