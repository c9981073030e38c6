import { isIP } from 'node:net';

import type { buildConnector as BuildConnector } from 'undici';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';

import type { AddressGuard } from '../net';

const CONNECT_TIMEOUT_MS = 10_000;
const MAXIMUM_HEADER_BYTES = 16_384;

/** undici's pool of connections. */
export type GuardedAgent = InstanceType<typeof Agent>;

/** Every address that the agent connects to has passed the guard. */
export function createGuardedAgent(
	guard: AddressGuard,
	connectionsPerOrigin: number,
): GuardedAgent {
	return new Agent({
		connect: guardedConnector(guard),
		connections: connectionsPerOrigin,
		allowH2: false,
		maxHeaderSize: MAXIMUM_HEADER_BYTES,
		// The deadline is a call's own: undici's only measure how long nothing came.
		headersTimeout: 0,
		bodyTimeout: 0,
	});
}

/**
 * Connects in two steps, so that the peer's address is checked before anything is said to it, TLS
 * included. A literal is checked here as well: `lookup` is not called for one.
 */
function guardedConnector(guard: AddressGuard): BuildConnector.connector {
	const connectTcp = buildConnector({ lookup: guard.lookup, timeout: CONNECT_TIMEOUT_MS });
	const connectTls = buildConnector({ allowH2: false, timeout: CONNECT_TIMEOUT_MS });

	return (options, callback) => {
		const isTls = options.protocol === 'https:';
		const port = options.port || (isTls ? '443' : '80');
		if (isIP(options.hostname) !== 0) guard.checkPeer(options.hostname, options.hostname);

		connectTcp({ ...options, protocol: 'http:', port }, (...[error, socket]) => {
			if (error) return callback(error, null);
			try {
				// A peer that is gone already has no address; it was not refused.
				if (socket.remoteAddress === undefined) throw reset();
				guard.checkPeer(socket.remoteAddress, options.hostname);
			} catch (refusal) {
				socket.destroy();
				return callback(refusal instanceof Error ? refusal : new Error(String(refusal)), null);
			}
			if (isTls) connectTls({ ...options, port, httpSocket: socket }, callback);
			else callback(null, socket);
		});
	};
}

function reset(): NodeJS.ErrnoException {
	return Object.assign(new Error('closed as soon as it was open'), { code: 'ECONNRESET' });
}
