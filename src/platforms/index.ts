export type {
	Endpoint,
	EventForm,
	EventVariant,
	Headers,
	PlatformDefinition,
	PlatformEvent,
	Verification,
} from './definition';
export { hotmart } from './hotmart';
export { documentFields, jsonSchemaOf } from './field-documentation';
export type { FieldDocumentation } from './field-documentation';
export { maximumBodyBytes, receive } from './receive';
export { platformById, platforms } from './registry';
export type {
	Accepted,
	Ignored,
	IncomingRequest,
	ReceiveSettings,
	RefusalReason,
	Refused,
	Verdict,
} from './verdict';
