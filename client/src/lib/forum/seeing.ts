import type { Attachment } from 'svelte/attachments';

/** How long a post is on the screen before it counts as seen, in milliseconds. */
const dwell = 500;

/** Watches which elements are on the screen, and says so when the screen rests. */
export class Seeing {
	#ids = new Map<Element, string>();
	#now = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#observer: IntersectionObserver;

	constructor(onsee: (ids: string[]) => void) {
		this.#observer = new IntersectionObserver((entries) => {
			for (const { target, isIntersecting } of entries) {
				const id = this.#ids.get(target);
				if (id === undefined) continue;
				if (isIntersecting) this.#now.add(id);
				else this.#now.delete(id);
			}
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => this.#now.size > 0 && onsee([...this.#now]), dwell);
		});
	}

	/** `{@attach seeing.watch(id)}` */
	watch(id: string | undefined): Attachment<HTMLElement> {
		return (element) => {
			if (id === undefined) return;
			this.#ids.set(element, id);
			this.#observer.observe(element);
			return () => {
				this.#observer.unobserve(element);
				this.#ids.delete(element);
				this.#now.delete(id);
			};
		};
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#observer.disconnect();
	}
}
