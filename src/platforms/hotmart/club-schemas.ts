import { group, identifier, text } from '../fields';
import { envelope } from './envelope';
import { emailAddress, productShape } from './fields';

const memberShape = {
	product: group('The product', productShape),
	user: group(
		'The member',
		{ name: text('Full name of the member'), email: emailAddress('E-mail of the member') },
		{ required: true, sharedWithAffiliates: false },
	),
};

/** The body of `CLUB_FIRST_ACCESS`. */
export const firstAccessSchema = envelope(memberShape);

/** The body of `CLUB_MODULE_COMPLETED`. */
export const moduleCompletedSchema = envelope({
	...memberShape,
	module: group('The module', {
		id: identifier('Identifier of the module'),
		name: text('Name of the module'),
	}),
});
