export type {
	Endpoint,
	EventForm,
	EventVariant,
	Headers,
	PlatformDefinition,
	PlatformEvent,
	Verification,
} from './definition';
export { documentFields, jsonSchemaOf } from './field-documentation';
export type { FieldDocumentation } from './field-documentation';
export { forAffiliate, itemForAffiliate } from './for-affiliate';
export { formNamed, formOf } from './form-of';
export { gestaoOnline } from './gestao-online';
export { hotmart } from './hotmart';
export { ipag } from './ipag';
export { iset } from './iset';
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
