/** Who owns the lab's n8n; also the login that the demo prints. */
export interface Owner {
	email: string;
	password: string;
}

const defaultOwner: Owner = { email: 'owner@example.com', password: 'Passw0rd!lab' };

/** n8n's two interfaces for programs: the editor's own (`/rest`), and the public one (`/api/v1`). */
export class N8nApi {
	#cookie = '';
	#apiKey = '';

	constructor(
		readonly url: string,
		readonly owner: Owner = defaultOwner,
	) {}

	/** Makes the owner, or signs in as the one that is there, and an API key. */
	async signIn(): Promise<void> {
		const { email, password } = this.owner;
		const settings = await this.rest<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/rest/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			const name = { firstName: 'Lab', lastName: 'Owner' };
			await this.rest('POST', '/rest/owner/setup', { email, password, ...name });
		} else {
			await this.rest('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		}
		const scopes = await this.rest<string[]>('GET', '/rest/api-keys/scopes');
		const label = `lab ${Date.now()}`;
		const made = await this.rest<{ rawApiKey: string }>('POST', '/rest/api-keys', {
			label,
			expiresAt: null,
			scopes,
		});
		this.#apiKey = made.rawApiKey;
	}

	/** A request as the editor sends it. */
	async rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.#fetch(method, path, body, {
			'browser-id': 'lab',
			cookie: this.#cookie,
		});
		for (const cookie of answer.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.#cookie = cookie.split(';')[0] ?? '';
		}
		const { data } = (await answer.json()) as { data: T };
		return data;
	}

	/** A request to the public API, `path` without `/api/v1`. */
	async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.#fetch(method, `/api/v1${path}`, body, {
			'x-n8n-api-key': this.#apiKey,
		});
		return (await answer.json()) as T;
	}

	async #fetch(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string>,
	): Promise<Response> {
		const answer = await fetch(this.url + path, {
			method,
			headers: { 'content-type': 'application/json', ...headers },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (answer.ok) return answer;
		throw new Error(`n8n answered ${method} ${path} with ${answer.status}: ${await answer.text()}`);
	}
}
