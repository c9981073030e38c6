import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildPackage } from '../../../scripts/lib/build-package.mjs';
import { npmPack } from '../../../scripts/lib/npm.mjs';
import { repositoryFolder } from '../../../scripts/lib/paths.mjs';
import { ensureN8n } from '../../../scripts/lib/toolchain.mjs';

/**
 * Before the first test that needs n8n: installs it if it is missing, and packs the package once for the run, into a
 * folder that the teardown deletes. A package that was given by hand is left as it is.
 */
export default async function setUpLab() {
	if (process.env.COMMERCE_WEBHOOKS_TARBALL) return;
	const { node, n8n } = await ensureN8n();
	await buildPackage({ root: repositoryFolder, check: false });
	const destination = mkdtempSync(path.join(tmpdir(), 'commerce-webhooks-packed-'));
	/** @type {{ packedForThisRun?: string }} */ (globalThis).packedForThisRun = destination;
	process.env.COMMERCE_WEBHOOKS_TARBALL = await npmPack({ folder: repositoryFolder, destination });
	process.env.COMMERCE_WEBHOOKS_NODE = node;
	process.env.COMMERCE_WEBHOOKS_N8N = n8n;
}
