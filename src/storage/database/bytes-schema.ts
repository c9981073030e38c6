import * as z from 'zod';

/** Bytes, as both databases give them. Made once: that costs more than using it. */
export const bytesSchema = z.instanceof(Uint8Array);
