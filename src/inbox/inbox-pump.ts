import { Pump } from '../pump';
import { InboxWork, LEASE_MS, type InboxTools } from './inbox-work';

export interface InboxPumpOptions extends InboxTools {
	/** Executions of this node that may run at once. */
	maximumInFlight: number;
	/** Told when the store does not answer; the work goes on when it does. */
	onError: (error: unknown) => void;
}

/** Gives a trigger node's waiting events to n8n until it is stopped. */
export interface InboxPump {
	wake(): void;
	/** Takes no more events; resolves when the executions under way have ended and that is recorded. */
	stop(): Promise<void>;
}

export function startInboxPump(options: InboxPumpOptions): InboxPump {
	const { clock, maximumInFlight, onError } = options;
	const work = new InboxWork(options);
	const pump = new Pump(work, {
		clock,
		maximumInFlight,
		onError: (error) => {
			onError(error);
			return 'goOn';
		},
	});
	let cancelRenewal = renewLater();

	function renewLater(): () => void {
		return clock.after(LEASE_MS / 3, () => {
			work.renew().catch(onError);
			cancelRenewal = renewLater();
		});
	}

	pump.start();
	return {
		wake: () => pump.wake(),
		stop: async () => {
			work.stop();
			await pump.stop();
			cancelRenewal();
		},
	};
}
