import path from 'node:path';

/** The repository's top folder. */
export const root = path.resolve(__dirname, '../../..');

/** One of the scripts' own modules; the test says which of its functions it uses, and how they look. */
export function script<T extends object>(name: string): T {
	return jest.requireActual<T>(path.join(root, 'scripts/lib', name));
}
