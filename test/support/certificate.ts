import { generateKeyPairSync, sign } from 'node:crypto';

/** PEM of a certificate and its key. */
export interface Certificate {
	cert: string;
	key: string;
}

const SEQUENCE = 0x30;
const ECDSA_WITH_SHA256 = der(SEQUENCE, Buffer.from('06082a8648ce3d040302', 'hex'));
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SUBJECT_ALTERNATIVE_NAME = Buffer.from('0603551d11', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex');

/**
 * A self-signed certificate for a DNS name, valid for a day (RFC 5280); made anew, so that no key
 * is kept.
 */
export function createCertificate(name: string, now = Date.now()): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const subject = der(
		SEQUENCE,
		der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name)))),
	);
	const subjectNames = der(SEQUENCE, der(0x82, Buffer.from(name)));
	const isAuthority = der(SEQUENCE, Buffer.from('0101ff', 'hex'));
	const extensions = der(
		SEQUENCE,
		der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(0x04, subjectNames)),
		der(SEQUENCE, BASIC_CONSTRAINTS, der(0x04, isAuthority)),
	);
	const dayMs = 24 * 60 * 60 * 1000;
	const certificate = der(
		SEQUENCE,
		Buffer.from('a003020102', 'hex'),
		Buffer.from('020101', 'hex'),
		ECDSA_WITH_SHA256,
		subject,
		der(SEQUENCE, utcTime(now - dayMs), utcTime(now + dayMs)),
		subject,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, extensions),
	);
	const signature = sign('sha256', certificate, privateKey);
	const signed = der(
		SEQUENCE,
		certificate,
		ECDSA_WITH_SHA256,
		der(0x03, Buffer.alloc(1), signature),
	);
	const base64 = signed.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}

function utcTime(at: number): Buffer {
	const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14);
	return der(0x17, Buffer.from(`${digits}Z`));
}

/** One value of X.690: tag, length, contents. */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
	const content = Buffer.concat(contents);
	const size = content.length;
	const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
	return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
