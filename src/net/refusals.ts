import { CommerceWebhooksError } from '../model/errors';
import { phrase, type Phrase } from '../model/phrase';

/** A URL that no setting makes usable. */
export function unusableUrl(message: Phrase): CommerceWebhooksError {
	return new CommerceWebhooksError('invalid_input', message, {
		field: 'url',
		remedy: phrase`Use a complete URL that starts with http:// or https://, e.g. https://example.com/webhook.`,
	});
}

/** An address that is not allowed; `hostName` is the host of the URL, or the address itself. */
export function blockedAddress(address: string, hostName: string): CommerceWebhooksError {
	if (address === hostName)
		return blocked(phrase`${address} is not a public internet address`, address);
	return blocked(
		phrase`${hostName} leads to ${address}, which is not a public internet address`,
		phrase`${hostName} or ${address}`,
	);
}

/** A name that is not allowed, whatever it leads to. */
export function blockedName(hostName: string): CommerceWebhooksError {
	return blocked(phrase`${hostName} is a name of this machine or of its local network`, hostName);
}

/** An address or name that n8n's administrator blocks, whatever a credential allows. */
export function blockedByN8n(address: string, hostName: string): CommerceWebhooksError {
	const message =
		address === hostName
			? phrase`${address} is blocked in the settings of n8n`
			: phrase`${hostName} leads to ${address}, which is blocked in the settings of n8n`;
	return new CommerceWebhooksError('blocked_url', message, {
		field: 'url',
		remedy: phrase`If it is meant to be reached, an administrator can take it out of N8N_SSRF_BLOCKED_IP_RANGES or N8N_SSRF_BLOCKED_HOSTNAMES, or add it to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.`,
	});
}

function blocked(message: Phrase, entry: Phrase | string): CommerceWebhooksError {
	return new CommerceWebhooksError('blocked_url', message, {
		field: 'url',
		remedy: phrase`If it is meant to be reached, an administrator can add ${entry} to "Allowed Networks" of the Webhook Store API credential, or to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.`,
	});
}
