// Where another process begins: it runs this package's TypeScript as Jest does in its own.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
	const { code } = transformSync(readFileSync(filename, 'utf8'), { filename });
	module._compile(code, filename);
};

require('./run-task.ts');
