/**
 * Loaded into n8n before it starts (`node --require`): the lab holds the other end of pipe 3, so when the lab's process
 * ends in whatever way, n8n and all it has started end too. No n8n survives a test that was killed.
 */
const { Socket } = require('node:net');

const pipe = new Socket({ fd: 3, readable: true, writable: false });
pipe.on('close', () => {
	try {
		process.kill(-process.pid, 'SIGKILL');
	} catch {
		process.exit(1); // No process groups on this system.
	}
});
pipe.on('error', () => undefined);
pipe.resume();
pipe.unref();
