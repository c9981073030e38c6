export { Inbox, type Arrival } from './inbox';
export type { Emission, Fate } from './inbox-work';
export { startListening } from './listening';
