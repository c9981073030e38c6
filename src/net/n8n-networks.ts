import { parseAddressList, type AddressList } from './address-list';

/** n8n's own settings of what may be reached, as the process's environment holds them. */
export interface N8nEnvironment {
	N8N_SSRF_ALLOWED_IP_RANGES?: string;
	N8N_SSRF_ALLOWED_HOSTNAMES?: string;
	N8N_SSRF_BLOCKED_IP_RANGES?: string;
	N8N_SSRF_BLOCKED_HOSTNAMES?: string;
}

/** What n8n's administrator allows and blocks. */
export interface N8nNetworks {
	allowed: readonly AddressList[];
	blocked: readonly AddressList[];
}

/**
 * Reads n8n's settings. `default` in the blocked ranges stands for what is denied here anyway, and
 * adds nothing: else "Allowed Networks" of a credential could never allow any of it.
 * @throws CommerceWebhooksError `invalid_input`, naming the variable and the entry.
 */
export function readN8nNetworks(environment: N8nEnvironment): N8nNetworks {
	const ranges = (field: keyof N8nEnvironment) =>
		parseAddressList(withoutDefault(environment[field] ?? ''), { field });
	const names = (field: keyof N8nEnvironment) =>
		parseAddressList(environment[field] ?? '', { field, hostNames: true });
	return {
		allowed: [ranges('N8N_SSRF_ALLOWED_IP_RANGES'), names('N8N_SSRF_ALLOWED_HOSTNAMES')],
		blocked: [ranges('N8N_SSRF_BLOCKED_IP_RANGES'), names('N8N_SSRF_BLOCKED_HOSTNAMES')],
	};
}

function withoutDefault(text: string): string {
	return text.replace(/(?<=^|[\s,])default(?=[\s,]|$)/gi, '');
}
