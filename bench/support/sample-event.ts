import sale from '../../test/fixtures/platforms/hotmart/live/purchase-approved/1.json';

/** An anonymised live sale of Hotmart (2.4 kB): what everything here sends and receives. */
export function sampleSale(id: string): Record<string, unknown> & { id: string } {
	return { ...sale, id };
}
