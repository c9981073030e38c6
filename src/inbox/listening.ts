import type { Clock } from '../model/clock';
import type { Listener, ListenerStore } from '../storage/contracts';

/** A node whose process is gone is told for so long what happens meanwhile; then nobody listens any more. */
const LISTENING_MS = 60 * 60 * 1000;
const RENEW_EVERY_MS = LISTENING_MS / 6;

interface Tools {
	listeners: ListenerStore;
	clock: Clock;
	onError: (error: unknown) => void;
}

/** Has a node told of happenings from now on, and keeps that up until the returned function is called. */
export async function startListening(
	listener: Listener,
	{ listeners, clock, onError }: Tools,
): Promise<() => void> {
	const set = async () => await listeners.set(listener, clock.now() + LISTENING_MS);
	await set();
	let cancel = renewLater();

	function renewLater(): () => void {
		return clock.after(RENEW_EVERY_MS, () => {
			set().catch(onError);
			cancel = renewLater();
		});
	}

	return () => cancel();
}
