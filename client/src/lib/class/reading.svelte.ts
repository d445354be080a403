import type { LogScroll } from './logScroll.svelte';
import type { Room } from './room.svelte';
import { firstUnread, saidAt } from './timeline';

/** How long the log rests before what it shows counts as read. Milliseconds. */
const dwell = 300;

/** What is new to the reader: the line before it, the mark that is told to the server, where the reader left the end. */
export class Reading {
	/** The last message when the reader was at the end. */
	endKey = $state<string>();

	#room: Room;
	#scroll: LogScroll;
	/** Everything up to here was no news when the reader came, or was read as it came. */
	#from = $state<number>();
	#hasBegun = $state(false);
	/** What was said before is news also to who looks on: it was missed. By the server's clock. */
	#onlineSince = Infinity;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(room: Room, scroll: LogScroll) {
		this.#room = room;
		this.#scroll = scroll;
	}

	/** The message above which the line stands. */
	get firstUnread(): string | undefined {
		const { rows, self, chat } = this.#room;
		return firstUnread(rows, this.#hasBegun ? this.#from : chat.readTo, self);
	}

	/** The connection is back, at a time of the server's clock. */
	online(at: number): void {
		this.#onlineSince = at;
	}

	/** There are other rows than before. `isAnswered`: the reader has sent something, and so has read the rest. */
	changed(isAnswered: boolean): void {
		if (!this.#hasBegun) {
			this.#from = this.#room.chat.readTo ?? this.#last();
			this.#hasBegun = true;
		}
		if (isAnswered) this.#from = this.#last();
		else if (this.#isWatching && this.#isLive(this.firstUnread)) this.#from = this.#last();
		this.moved();
	}

	/** The reader has scrolled, came or went. */
	moved(): void {
		if (this.#scroll.atEnd) this.endKey = this.#room.rows.at(-1)?.key;
		if (document.visibilityState === 'hidden') {
			// Who comes back finds the line before what came meanwhile.
			if (this.#hasBegun && this.#scroll.atEnd) this.#from = this.#room.chat.readTo ?? this.#from;
			return;
		}
		this.#timer ??= setTimeout(() => this.#mark(), dwell);
	}

	#mark(): void {
		this.#timer = undefined;
		if (document.visibilityState === 'hidden') return;
		const seen = this.#scroll.atEnd ? this.#last() : this.#scroll.seen();
		if (seen) this.#room.chat.markRead(seen);
	}

	get #isWatching(): boolean {
		return this.#scroll.atEnd && document.visibilityState === 'visible';
	}

	#isLive(key: string | undefined): boolean {
		const row = this.#room.rows.find((one) => one.key === key);
		return row !== undefined && saidAt(row) >= this.#onlineSince;
	}

	#last(): number {
		return this.#room.rows.reduce((last, { post }) => Math.max(last, post?.seq ?? 0), 0);
	}
}
