import { openStore } from '../../../src/storage';
import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	delivered,
	inserted,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const SECRETS = {
	signing: 'whsec_VGhpc0lzQVNpZ25pbmdTZWNyZXRPZkE=',
	token: 'token-that-nobody-may-read',
	header: 'header-that-nobody-may-read',
	urlSigning: 'whsec_QW5vdGhlclNlY3JldE9mQVVybFRhcmdldA==',
	urlHeader: 'url-header-that-nobody-may-read',
};

export function describeSealing(openFreshPlace: OpenFreshPlace): void {
	describe('secrets', () => {
		const bench = useBench(openFreshPlace);

		beforeEach(async () => {
			const { subscriptions, outbox } = bench.store;
			const subscription = aSubscription('sub_1', {
				secrets: {
					signingSecrets: [{ secret: SECRETS.signing, expiresAt: null }],
					tokenValue: SECRETS.token,
					headers: { 'x-key': SECRETS.header },
				},
			});
			await subscriptions.insert(subscription);
			await subscriptions.update({ ...subscription, updatedAt: START + 1 });
			const urlTarget = {
				signingSecret: SECRETS.urlSigning,
				headers: { authorization: SECRETS.urlHeader },
			};
			await outbox.insert([anEvent('evt_1', [aDelivery('url:1', { urlTarget })])], inserted());
			const { claimed } = await outbox.step([], claimAt(START));
			await outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);
		});

		it('are in none of the bytes that are at rest', async () => {
			const bytes = await bench.place.readBytes();

			expect(bytes.includes('https://sub-1.example/hook')).toBe(true);
			for (const secret of [...Object.values(SECRETS), bench.place.options.encryptionKey]) {
				expect(bytes.includes(secret)).toBe(false);
				expect(bytes.includes(Buffer.from(secret).toString('base64').replaceAll('=', ''))).toBe(
					false,
				);
			}
		});

		it('are read with the key they were written with', async () => {
			const again = await openStore(bench.place.options);
			const subscription = await again.subscriptions.get('sub_1');
			await again.close();

			expect(subscription?.secrets.tokenValue).toBe(SECRETS.token);
		});

		it('cannot be read with another key: the store does not even open', async () => {
			for (const encryptionKey of ['another key', '', `${bench.place.options.encryptionKey} `]) {
				await expect(openStore({ ...bench.place.options, encryptionKey })).rejects.toMatchObject({
					code: 'encryption',
					message: expect.stringContaining('was written with another encryption key'),
					remedy: expect.stringContaining('encryption key'),
				});
			}
			expect(await bench.store.subscriptions.list()).toHaveLength(1);
		});
	});
}
