// Of undici what sends, without `fetch`, `WebSocket` and caches: to load those takes half as long as all the nodes.

declare module 'undici/lib/core/connect.js' {
	const buildConnector: typeof import('undici').buildConnector;
	export = buildConnector;
}

declare module 'undici/lib/dispatcher/agent.js' {
	const Agent: typeof import('undici').Agent;
	export = Agent;
}
