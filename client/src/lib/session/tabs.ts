// What the tabs of one browser arrange among themselves.

/** Tells other tabs, and is told by them. */
export interface TabChannel {
	tell(message: unknown): void;
	/** Messages of other tabs, not one's own. */
	onMessage: (message: unknown) => void;
	close(): void;
}

export function openTabChannel(name: string): TabChannel {
	if (typeof BroadcastChannel === 'undefined') return { tell() {}, onMessage() {}, close() {} };
	const broadcast = new BroadcastChannel(name);
	const channel: TabChannel = {
		tell: (message) => broadcast.postMessage(message),
		onMessage() {},
		close: () => broadcast.close()
	};
	broadcast.onmessage = ({ data }) => channel.onMessage(data);
	return channel;
}

/** Runs work while no other tab runs work of the same name. */
export type Exclusively = (name: string, work: () => Promise<void>) => Promise<void>;

/**
 * By the Web Locks API where there is one (secure pages only). Without it tabs may send the same entry at once: the
 * server then stores one and answers both alike, so that a lock saves work and is not what correctness rests on.
 */
export function exclusively(locks: LockManager | undefined = globalThis.navigator?.locks): Exclusively {
	if (!locks) return (_name, work) => work();
	return async (name, work) => {
		await locks.request(name, work);
	};
}
