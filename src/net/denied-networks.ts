/**
 * Networks a webhook must not reach unless an administrator allows it. From the IANA IPv4 and IPv6
 * Special-Purpose Address Registries (RFC 6890), widened where a range embeds IPv4 addresses, so
 * that no mapped, translated or tunnelled spelling of a private address is left open.
 */
export const DENIED_NETWORKS: readonly string[] = [
	'0.0.0.0/8', // "this network", RFC 791; 0.0.0.0 reaches loopback on Linux
	'10.0.0.0/8', // private use, RFC 1918
	'100.64.0.0/10', // carrier-grade NAT, RFC 6598; some clouds' metadata services
	'127.0.0.0/8', // loopback, RFC 1122
	'169.254.0.0/16', // link-local, RFC 3927; cloud metadata services
	'172.16.0.0/12', // private use, RFC 1918
	'192.0.0.0/24', // IETF protocol assignments, RFC 6890
	'192.0.2.0/24', // documentation, RFC 5737
	'192.88.99.0/24', // 6to4 relay anycast, RFC 7526
	'192.168.0.0/16', // private use, RFC 1918
	'198.18.0.0/15', // benchmarking, RFC 2544
	'198.51.100.0/24', // documentation, RFC 5737
	'203.0.113.0/24', // documentation, RFC 5737
	'224.0.0.0/4', // multicast, RFC 5771
	'240.0.0.0/4', // reserved and broadcast, RFC 1112, RFC 919
	'::/8', // unspecified, loopback, IPv4-mapped, -compatible and -translated, RFC 4291, RFC 2765
	'64:ff9b::/32', // NAT64, well-known and local prefix, RFC 6052, RFC 8215
	'100::/64', // discard only, RFC 6666
	'2001::/23', // IETF protocol assignments, Teredo among them, RFC 2928, RFC 4380
	'2001:db8::/32', // documentation, RFC 3849
	'2002::/16', // 6to4, RFC 3056
	'3fff::/20', // documentation, RFC 9637
	'5f00::/16', // segment routing identifiers, RFC 9602
	'fc00::/7', // unique local, RFC 4193
	'fe80::/10', // link-local, RFC 4291
	'fec0::/10', // site-local, RFC 3879
	'ff00::/8', // multicast, RFC 4291
];
