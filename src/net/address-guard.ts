import { lookup as lookupAddresses, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import { parseAddressList, withoutTrailingDots, type AddressList } from './address-list';
import { DENIED_NETWORKS } from './denied-networks';
import { readN8nNetworks, type N8nEnvironment } from './n8n-networks';
import { phrase } from '../model/phrase';
import { blockedAddress, blockedByN8n, blockedName, unusableUrl } from './refusals';

/**
 * Keeps requests away from private networks. Three checks, because each alone can be got round: the
 * URL as it is written, every answer of the resolver, and the peer that was really connected to.
 */
export interface AddressGuard {
	/**
	 * The URL, normalised, if a request may be made to it as far as its text can tell.
	 * @throws CommerceWebhooksError `invalid_input` (unusable whatever is allowed) or `blocked_url`
	 * (an administrator could allow it), both with field `url`.
	 */
	checkUrl(url: string): Readonly<URL>;
	/**
	 * For `net.connect`: resolves all addresses of a name, and fails with `blocked_url` if any is
	 * forbidden.
	 */
	readonly lookup: LookupFunction;
	/**
	 * Checks the address a socket is connected to; `hostName` is the host of the URL.
	 * @throws CommerceWebhooksError `blocked_url`.
	 */
	checkPeer(address: string, hostName: string): void;
}

/** How the guard asks for addresses; `dns.lookup` fits. */
export type Resolve = (
	hostName: string,
	options: LookupAllOptions,
	callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

interface Options {
	/**
	 * `allowedNetworks` of the store credential: comma-separated CIDRs and host names that may be
	 * private.
	 */
	allowedNetworks: string;
	/** n8n's own settings, from the process's environment: they go before the credential's. */
	environment?: N8nEnvironment;
	resolve?: Resolve;
}

const REMEMBERED_URLS = 1000;

let denied: AddressList | undefined;

/** Read once it is asked for: n8n loads all nodes at its start, and this takes some milliseconds. */
function deniedNetworks(): AddressList {
	return (denied ??= parseAddressList(DENIED_NETWORKS.join(), { field: 'deniedNetworks' }));
}

/** @throws CommerceWebhooksError `invalid_input` where an allowed entry cannot be read. */
export function createAddressGuard({
	allowedNetworks,
	environment = {},
	resolve = lookupAddresses,
}: Options): AddressGuard {
	const n8n = readN8nNetworks(environment);
	const own = parseAddressList(allowedNetworks, { field: 'allowedNetworks', hostNames: true });
	const allowed = [own, ...n8n.allowed];

	const isNameAllowed = (name: string) => allowed.some((list) => list.hasHostName(name));
	const isAddressAllowed = (address: string) =>
		isIP(address) !== 0 &&
		(!deniedNetworks().hasAddress(address) || allowed.some((list) => list.hasAddress(address)));
	/** As n8n has it: what it allows is not blocked. */
	const isBlockedByN8n = (address: string, hostName: string) =>
		n8n.blocked.some((list) => list.hasAddress(address) || list.hasHostName(hostName)) &&
		!n8n.allowed.some((list) => list.hasAddress(address) || list.hasHostName(hostName));

	const checkAddress = (address: string, hostName: string) => {
		if (isBlockedByN8n(address, hostName)) throw blockedByN8n(address, hostName);
		if (isAddressAllowed(address) || isNameAllowed(hostName)) return;
		throw blockedAddress(address, hostName);
	};
	const checkName = (hostName: string) => {
		if (isBlockedByN8n(hostName, hostName)) throw blockedByN8n(hostName, hostName);
		if (isLocalName(hostName) && !isNameAllowed(hostName)) throw blockedName(hostName);
	};

	/** What a text means does not change: the addresses of a name, which do, are asked for with each connection. */
	const checked = new Map<string, URL>();

	return {
		checkUrl: (text) => {
			const known = checked.get(text);
			if (known) return known;
			const url = parseUrl(text);
			const hostName = hostNameOf(url);
			if (isIP(hostName) !== 0) checkAddress(hostName, hostName);
			else checkName(hostName);
			if (checked.size >= REMEMBERED_URLS) checked.clear();
			checked.set(text, url);
			return url;
		},

		lookup: (hostName, options, callback) => {
			resolve(hostName, { ...options, all: true }, (error, addresses) => {
				const [first] = addresses ?? [];
				if (error || !first) {
					callback(error ?? notFound(hostName), []);
					return;
				}
				try {
					for (const { address } of addresses) checkAddress(address, hostName);
				} catch (refusal) {
					callback(refusal instanceof Error ? refusal : new Error(String(refusal)), []);
					return;
				}
				if (options.all) callback(null, addresses);
				else callback(null, first.address, first.family);
			});
		},

		checkPeer: checkAddress,
	};
}

function parseUrl(text: string): URL {
	// The URL parser drops tabs and line breaks silently; whoever sent one meant something else.
	if (/\p{Cc}/u.test(text))
		throw unusableUrl(phrase`The URL contains a line break or control character`);
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null) throw unusableUrl(phrase`The URL cannot be read`);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		throw unusableUrl(phrase`The URL starts with "${url.protocol}"`);
	}
	if (url.username !== '' || url.password !== '') {
		throw unusableUrl(phrase`The URL contains a user name or password`);
	}
	if (url.port === '0') throw unusableUrl(phrase`The URL names port 0`);
	return url;
}

function hostNameOf(url: URL): string {
	return withoutTrailingDots(url.hostname.replace(/^\[|\]$/g, ''));
}

/** RFC 6761 and RFC 6762: names that never leave the machine or the local network. */
function isLocalName(hostName: string): boolean {
	return /(^|\.)(localhost|local)$/.test(hostName);
}

function notFound(hostName: string): NodeJS.ErrnoException {
	return Object.assign(new Error(`${hostName} has no address`), { code: 'ENOTFOUND' });
}
