import { name, version } from '../../package.json';

/** What receivers see of the sender: `contract.md`. */
export const userAgent = `${name}/${version}`;
