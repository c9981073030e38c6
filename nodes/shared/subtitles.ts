import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

type Described = Pick<INodeTypeDescription, 'properties'>;

/** What stands below a node on the canvas: the names of what is chosen in a list, as an expression of the editor's. */
export function subtitleOfChosen({ properties }: Described, parameter: string): string {
	const names = Object.fromEntries(
		properties
			.filter(({ name }) => name === parameter)
			.flatMap(optionsOf)
			.map(({ name, value }) => [value, name.replace(` (${String(value)})`, '')]),
	);
	return `={{ [].concat($parameter["${parameter}"] || []).map((value) => (${literal(names)})[value] || value).join(", ") }}`;
}

/** Likewise what the chosen operation does, e.g. `Dispatch event`. */
export function subtitleOfOperation({ properties }: Described): string {
	const actions = Object.fromEntries(
		properties
			.filter(({ name }) => name === 'operation')
			.flatMap((property) => {
				const [resource] = property.displayOptions?.show?.resource ?? [];
				return optionsOf(property).map(({ value, action }) => [
					`${String(resource)}:${String(value)}`,
					action ?? '',
				]);
			}),
	);
	return `={{ (${literal(actions)})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;
}

function optionsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** What ends an expression must not stand in its text. */
function literal(texts: Record<string, string>): string {
	return JSON.stringify(texts)
		.replaceAll('}', '\\u007d')
		.replace(/\\u007d$/, '}');
}
