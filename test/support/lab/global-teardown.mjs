import { rmSync } from 'node:fs';
import path from 'node:path';

/** After the last test: the packed package goes; n8n's processes end with the test processes by themselves. */
export default function tearDownLab() {
	const tarball = process.env.COMMERCE_WEBHOOKS_TARBALL;
	if (tarball) rmSync(path.dirname(tarball), { recursive: true, force: true });
	delete process.env.COMMERCE_WEBHOOKS_TARBALL;
}
