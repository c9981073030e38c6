export { Inbox, type Arrival } from './inbox';
export type { Emission } from './inbox-work';
