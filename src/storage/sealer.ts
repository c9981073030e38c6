import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';
const PURPOSE = 'n8n-nodes-commerce-webhooks/seal';

/** What to do where sealed text cannot be read. */
export const KEY_REMEDY = phrase`Use the encryption key the store was written with: n8n's own N8N_ENCRYPTION_KEY, or the Encryption Key of the Webhook Store credential`;

/** Encrypts what must not be readable in the store, e.g. `v1.<base64url of nonce, tag and text>`. */
export interface Sealer {
	seal(text: string): string;
	/** Throws `encryption` where the text was sealed with another key or changed. */
	unseal(sealed: string): string;
}

/** AES-256-GCM with a key derived from `secret` (HKDF-SHA256), so that the secret itself is not used. */
export function createSealer(secret: string): Sealer {
	const key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES));
	return {
		seal: (text) => {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
			const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			const sealed = Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
			return `${VERSION}.${sealed.toString('base64url')}`;
		},
		unseal: (sealed) => {
			try {
				const [version, text = ''] = sealed.split('.');
				if (version !== VERSION) throw new Error('unknown version of sealed text');
				const bytes = Buffer.from(text, 'base64url');
				const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
					authTagLength: TAG_BYTES,
				});
				decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
				const encrypted = bytes.subarray(NONCE_BYTES + TAG_BYTES);
				return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
			} catch (cause) {
				throw new CommerceWebhooksError(
					'encryption',
					phrase`A secret in the webhook store cannot be decrypted`,
					{
						remedy: KEY_REMEDY,
						cause,
					},
				);
			}
		},
	};
}
