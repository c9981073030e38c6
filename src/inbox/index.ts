export { Inbox, type Arrival } from './inbox';
export type { Emission } from './inbox-work';
export { startListening } from './listening';
