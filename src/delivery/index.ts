export { DeliveryEngine, type DispatchOptions } from './engine';
export type { OutgoingEvent } from './event-body';
export { newEvent, type Recipient } from './new-event';
export { HIDDEN, parseCustomHeaders, parseHeaderName, parseHeaderValue } from './request-headers';
export { MAXIMUM_ATTEMPTS, parseRetrySchedule } from './retry-policy';
export { Room } from './room';
export { createSigningSecret, parseSigningSecret } from './signature';
export { statusClass, statusText } from './status-text';
export { createTransport, type Transport } from './transport';
