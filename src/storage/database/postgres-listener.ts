const RECONNECT_AFTER_MS = 1000;

/** What is used of a client of pg's. */
export interface ListeningClient {
	connect(): Promise<unknown>;
	query(sql: string): Promise<unknown>;
	end(): Promise<void>;
	/** From then on it does not keep the process alive. */
	unref(): void;
	on(event: 'error' | 'end', listener: () => void): unknown;
	on(event: 'notification', listener: (message: { payload?: string | undefined }) => void): unknown;
}

/** One connection of its own that hears what other processes notify of, and comes back when it is lost. */
export class PostgresListener {
	/** Of all stores in this database; Postgres has no schemas of channels. */
	readonly channel: string;
	private readonly callbacks = new Set<(message: string) => void>();
	private client: ListeningClient | null = null;
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly createClient: () => ListeningClient,
		schema: string,
	) {
		// Postgres cuts names at 63 bytes; the end of a long schema tells two apart as well as its beginning.
		this.channel = `commerce_webhooks_${schema.slice(-45)}`;
	}

	listen(callback: (message: string) => void): () => void {
		this.callbacks.add(callback);
		if (!this.client && !this.timer) void this.connect();
		return () => {
			this.callbacks.delete(callback);
			if (this.callbacks.size === 0) void this.close();
		};
	}

	async close(): Promise<void> {
		this.callbacks.clear();
		clearTimeout(this.timer);
		this.timer = undefined;
		const client = this.client;
		this.client = null;
		await client?.end().catch(() => undefined);
	}

	private async connect(): Promise<void> {
		this.timer = undefined;
		const client = this.createClient();
		this.client = client;
		client.on('error', () => undefined);
		client.on('end', () => this.reconnectLater(client));
		client.on('notification', ({ payload = '' }) => {
			for (const callback of this.callbacks) callback(payload);
		});
		try {
			await client.connect();
			client.unref();
			await client.query(`LISTEN ${this.channel}`);
		} catch {
			await client.end().catch(() => undefined);
			this.reconnectLater(client);
		}
	}

	/** Until then pumps find what waits by looking once a second. */
	private reconnectLater(client: ListeningClient): void {
		if (this.client !== client) return;
		this.client = null;
		this.timer = setTimeout(() => void this.connect(), RECONNECT_AFTER_MS).unref();
	}
}
