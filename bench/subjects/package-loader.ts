import module, { createRequire } from 'node:module';
import path from 'node:path';

interface Options {
	/** A package of nodes, as it is installed. */
	folder: string;
	/** A file whose `n8n-core` is taken. */
	coreFrom: string;
}

/** n8n's own loader of packages, with n8n's core loaded already. */
export async function packageLoader({ folder, coreFrom }: Options) {
	// As n8n itself does it: packages of nodes find n8n's own packages by NODE_PATH.
	const modules = path.dirname(
		path.dirname(createRequire(coreFrom).resolve('n8n-workflow/package.json')),
	);
	process.env.NODE_PATH = modules;
	(module as unknown as { _initPaths(): void })._initPaths();
	const core = createRequire(coreFrom)('n8n-core') as typeof import('n8n-core');
	return {
		/** Milliseconds. */
		load: async () => {
			const startedAt = performance.now();
			await new core.PackageDirectoryLoader(folder).loadAll();
			return performance.now() - startedAt;
		},
	};
}
