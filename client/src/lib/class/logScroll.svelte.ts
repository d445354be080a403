import type { Attachment } from 'svelte/attachments';
import { isAtEnd, scrollAfter, scrollAtFirst, seenTo, type View } from './scroll';

/** Keeps a log's place while messages come, go and grow: at the end for who reads the end, else where the reader is. */
export class LogScroll {
	/** Whether the reader is at the end. */
	atEnd = $state(true);
	/** Whether it stands where the reader begins. */
	isPlaced = $state(false);

	#log: HTMLElement | undefined;
	#onmove: () => void;
	#before: { view: View; anchor?: { element: HTMLElement; top: number } } | undefined;

	/** @param onmove called when other messages are seen than before, by scrolling or otherwise */
	constructor(onmove: () => void = () => {}) {
		this.#onmove = onmove;
	}

	/** `{@attach scroll.log}` on the element that scrolls; its messages carry data-seq once they have a place. */
	log: Attachment<HTMLElement> = (element) => {
		this.#log = element;
		const onscroll = () => this.#moved();
		// A keyboard opens, a window grows: who was at the end stays there.
		const resized = new ResizeObserver(() => {
			if (this.atEnd && this.isPlaced) element.scrollTop = element.scrollHeight;
			this.#moved();
		});
		element.addEventListener('scroll', onscroll, { passive: true });
		resized.observe(element);
		if (element.firstElementChild) resized.observe(element.firstElementChild);
		return () => {
			element.removeEventListener('scroll', onscroll);
			resized.disconnect();
			this.#log = undefined;
		};
	};

	/** Before the messages on the page change. */
	beforeChange(): void {
		const log = this.#log;
		if (!log || !this.isPlaced) return;
		const view = viewOf(log);
		const element = messages(log).find((message) => message.offsetTop + message.offsetHeight > view.top);
		this.#before = { view, anchor: element && { element, top: element.offsetTop } };
	}

	/** After they have changed. `follows`: the reader has sent something; `beginAt`: the element to begin with. */
	afterChange(follows: boolean, beginAt?: HTMLElement | null): void {
		const log = this.#log;
		if (!log) return;
		const after = viewOf(log);
		if (!this.isPlaced) {
			log.scrollTop = scrollAtFirst(after, beginAt?.offsetTop);
			this.isPlaced = true;
		} else if (this.#before) {
			const { view, anchor } = this.#before;
			log.scrollTop = scrollAfter({
				follows: follows || this.atEnd,
				before: view,
				anchor: anchor?.element.isConnected ? { before: anchor.top, after: anchor.element.offsetTop } : undefined,
				after
			});
		}
		this.#before = undefined;
		this.#moved();
	}

	toEnd(): void {
		if (!this.#log) return;
		this.#log.scrollTop = this.#log.scrollHeight;
		this.#moved();
	}

	/** The place of the last message that was on the screen. */
	seen(): number | undefined {
		if (!this.#log) return undefined;
		const placed = messages(this.#log).filter((message) => message.dataset.seq);
		return seenTo(placed.map((message) => ({ seq: Number(message.dataset.seq), bottom: message.offsetTop + message.offsetHeight })), viewOf(this.#log));
	}

	#moved(): void {
		if (!this.#log || !this.isPlaced) return;
		this.atEnd = isAtEnd(viewOf(this.#log));
		this.#onmove();
	}
}

const viewOf = (log: HTMLElement): View => ({ top: log.scrollTop, height: log.clientHeight, whole: log.scrollHeight });

const messages = (log: HTMLElement): HTMLElement[] => [...log.querySelectorAll<HTMLElement>('[data-message]')];
