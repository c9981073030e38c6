import type { PlatformDefinition } from './definition';
import { gestaoOnline } from './gestao-online';
import { hotmart } from './hotmart';
import { ipag } from './ipag';
import { iset } from './iset';

/** Every platform whose webhooks are received. */
export const platforms: readonly PlatformDefinition[] = [hotmart, ipag, gestaoOnline, iset];

/** The platform with an id, or `undefined`. */
export function platformById(id: string): PlatformDefinition | undefined {
	return platforms.find((platform) => platform.id === id);
}
