export { createAddressGuard } from './address-guard';
export type { AddressGuard, Resolve } from './address-guard';
export { parseAddressList } from './address-list';
export type { AddressList } from './address-list';
