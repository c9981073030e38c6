import type { INodeProperties } from 'n8n-workflow';

/** Who tells iPag of the URL. */
export const registrationProperty: INodeProperties = {
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description:
				"Registered and removed through iPag's API, as the workflow is published and unpublished",
		},
		{
			name: 'Manual',
			value: 'manual',
			description: 'You enter the URL in iPag; nothing there is touched',
		},
	],
	default: 'manual',
	description: 'How the URL of this node becomes known to iPag',
};
