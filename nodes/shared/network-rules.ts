import { createAddressGuard, type AddressGuard } from '../../src/net';

/** The guard for the private networks that a store credential allows, with n8n's own settings. */
export function guardFor(allowedNetworks: string): AddressGuard {
	return createAddressGuard({ allowedNetworks, environment: process.env });
}
