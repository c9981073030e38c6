import { BlockList, isIP } from 'node:net';

import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';

/** Addresses, ranges and host names as somebody wrote them down; an empty list matches nothing. */
export interface AddressList {
	readonly isEmpty: boolean;
	/**
	 * An IPv4-mapped IPv6 address matches its IPv4 entry; text that is no address matches nothing.
	 */
	hasAddress(address: string): boolean;
	hasHostName(hostName: string): boolean;
}

interface Options {
	/** The setting the text comes from, named in the error. */
	field: string;
	/** Whether host names, and `*.` before one, may stand beside addresses. */
	hostNames?: boolean;
}

const MAPPED_NETWORK = '::ffff:0:0';
const MAPPED_PREFIX = 96;

const mapped = new BlockList();
mapped.addSubnet(MAPPED_NETWORK, MAPPED_PREFIX, 'ipv6');

/**
 * Reads addresses and CIDRs, separated by commas or white space: `10.0.0.0/8, 203.0.113.7,
 * fd00::/8`.
 * @throws CommerceWebhooksError `invalid_input`, naming the entry that cannot be read.
 */
export function parseAddressList(text: string, { field, hostNames = false }: Options): AddressList {
	// Two lists: a BlockList takes an IPv4 address for its mapped form, so that `::/8` would match
	// every one.
	const networks = { ipv4: new BlockList(), ipv6: new BlockList() };
	const names = new Set<string>();
	const suffixes: string[] = [];
	const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');

	for (const entry of entries) {
		if (addNetwork(networks, entry)) continue;
		const name = hostNames ? readHostName(entry) : null;
		if (name === null) throw unreadable(entry, field, hostNames);
		if (name.startsWith('*.')) suffixes.push(name.slice(1));
		else names.add(name);
	}

	return {
		isEmpty: entries.length === 0,
		hasAddress: (address) => {
			const [bare = ''] = address.split('%', 1);
			if (isIP(bare) === 4) return networks.ipv4.check(bare, 'ipv4');
			if (isIP(bare) === 0) return false;
			return networks.ipv6.check(bare, 'ipv6') || networks.ipv4.check(bare, 'ipv6');
		},
		hasHostName: (hostName) => {
			const name = withoutTrailingDots(hostName.toLowerCase());
			return names.has(name) || suffixes.some((suffix) => name.endsWith(suffix) && name !== suffix);
		},
	};
}

/** A name as it is compared: `shop.example.` and `shop.example` are one host. */
export function withoutTrailingDots(hostName: string): string {
	return hostName.replace(/\.+$/, '');
}

function addNetwork(networks: { ipv4: BlockList; ipv6: BlockList }, entry: string): boolean {
	const [address = '', prefixText, ...rest] = entry.split('/');
	const family = address.includes('%') ? 0 : isIP(address);
	const bits = family === 4 ? 32 : 128;
	const prefix = prefixText === undefined ? bits : readPrefix(prefixText, bits);
	if (family === 0 || prefix === null || rest.length > 0) return false;

	if (family === 4) networks.ipv4.addSubnet(address, prefix, 'ipv4');
	else if (prefix >= MAPPED_PREFIX && mapped.check(address, 'ipv6')) {
		networks.ipv4.addSubnet(unmapped(address), prefix - MAPPED_PREFIX, 'ipv4');
	} else networks.ipv6.addSubnet(address, prefix, 'ipv6');
	return true;
}

function readPrefix(text: string, bits: number): number | null {
	return /^\d{1,3}$/.test(text) && Number(text) <= bits ? Number(text) : null;
}

/** `::ffff:203.0.113.7` as `203.0.113.7`. */
function unmapped(address: string): string {
	const groups = new URL(`http://[${address}]/`).hostname.slice('[::ffff:'.length, -1).split(':');
	const bytes = groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
	return bytes.join('.');
}

/** The name as a URL would hold it, or `null`: a mistyped address is no host name. */
function readHostName(entry: string): string | null {
	const wildcard = entry.startsWith('*.') ? '*.' : '';
	const name = entry.slice(wildcard.length);
	if (/[/:@?#\\*[\]]/.test(name) || !URL.canParse(`http://${name}/`)) return null;
	const normal = withoutTrailingDots(new URL(`http://${name}/`).hostname);
	return normal === '' || isIP(normal) !== 0 ? null : wildcard + normal;
}

function unreadable(entry: string, field: string, hostNames: boolean): CommerceWebhooksError {
	const shown = entry.length > 100 ? `${entry.slice(0, 100)}…` : entry;
	const kinds = hostNames
		? phrase`addresses (10.0.0.5), ranges (10.0.0.0/8) or host names (crm.internal, *.internal)`
		: phrase`addresses (203.0.113.7) or ranges (203.0.113.0/24)`;
	return new CommerceWebhooksError('invalid_input', phrase`"${shown}" cannot be read as an entry`, {
		field,
		remedy: phrase`Write ${kinds}, separated by commas.`,
	});
}
