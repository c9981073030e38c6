import {
	documentFields,
	platforms,
	type EventForm,
	type FieldDocumentation,
	type PlatformDefinition,
	type PlatformEvent,
	type Verification,
} from '../../src/platforms';

/** The pages of all platforms, by file name. */
export function platformPages(): Map<string, string> {
	return new Map(platforms.map((platform) => [`${platform.id}.md`, pageOf(platform)]));
}

/** A platform's page: how it proves itself, its URLs, and each event with its fields and a sample. */
export function pageOf(platform: PlatformDefinition): string {
	const { displayName, credential, credentialHelp, undocumented, endpoints, events } = platform;
	const seen = new Map<unknown, string>();
	return `${[
		`# ${displayName}`,
		'<!-- Made by `npm run docs` from src/platforms; changes here are lost. -->',
		`Node **${displayName} Trigger**, credential \`${credential}\`. ${credentialHelp}`,
		...(undocumented ? [`> Not documented: ${undocumented}`] : []),
		'## Proof of origin',
		platform.verification.map((way) => `- ${proofOf(way)}`).join('\n'),
		'A request that brings none of these, or a wrong one, is answered 401 and starts nothing.',
		'## URLs',
		endpoints
			.map(({ path, event }) => `- \`/webhook/<id>/${path}\`${event ? `: ${event}` : ''}`)
			.join('\n'),
		`## Events`,
		table(
			['event', 'type', 'when'],
			events.map(({ name, type, description }) => [
				`[${name}](#${anchor(name)})`,
				`\`${type}\``,
				description,
			]),
		),
		...events.flatMap((event) => sectionsOf(event, seen)),
	].join('\n\n')}\n`;
}

function sectionsOf(event: PlatformEvent, seen: Map<unknown, string>): string[] {
	const { name, title, description, type, family, variants = [] } = event;
	return [
		`### ${name}`,
		`**${title}**: ${lowerFirst(description)}. Type \`${type}\`, family \`${family}\`.`,
		...fieldsOf(event, name, seen),
		...sampleOf(event),
		...variants.flatMap((variant) => [
			`#### ${name} as ${variant.name}`,
			`Sent as \`${variant.contentType}\`.`,
			...fieldsOf(variant, `${name} as ${variant.name}`, seen),
			...sampleOf(variant),
		]),
	];
}

/** Events with the same body share one table. */
function fieldsOf(form: EventForm, heading: string, seen: Map<unknown, string>): string[] {
	const fields = documentFields(form);
	const key = JSON.stringify(fields);
	const earlier = seen.get(key);
	if (earlier) return [`The fields are those of [${earlier}](#${anchor(earlier)}).`];
	seen.set(key, heading);
	const columns = ['field', 'type', 'size', 'sent to affiliates', 'description'];
	return [table(columns, fields.map(rowOf))];
}

function rowOf(field: FieldDocumentation): string[] {
	const { path, valueFormat, size, sharedWithAffiliates, description, required } = field;
	return [
		`\`${path}\`${required ? ' (always)' : ''}`,
		valueFormat,
		size === null ? '' : String(size),
		sharedWithAffiliates ? 'yes' : 'no',
		description,
	];
}

function sampleOf({ sample }: EventForm): string[] {
	return ['```json\n' + JSON.stringify(sample, null, '\t') + '\n```'];
}

function proofOf(way: Verification): string {
	const secret = `the credential's \`${way.secret}\``;
	const bodies = way.bodies ? ` (only ${way.bodies.join(' and ')} bodies)` : '';
	switch (way.kind) {
		case 'headerToken':
			return `${secret} in the header \`${way.header}\`${bodies}`;
		case 'queryToken':
			return `${secret} in the query string, as \`?${way.parameter}=…\`${bodies}`;
		case 'formToken':
			return `${secret} in the form field \`${way.field}\`${bodies}`;
		case 'hmacSha256Hex':
			return `HMAC-SHA256 of the raw body, keyed with ${secret}, in hex in the header ${way.headers.map((header) => `\`${header}\``).join(' or ')}${bodies}`;
	}
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
	return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function escapeCell(text: string): string {
	return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}_ -]/gu, '')
		.replaceAll(' ', '-');
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
