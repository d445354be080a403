/** A set of functions that are told of something, in the order in which they came. */
export class Listeners<T> {
	#all = new Set<(value: T) => void>();

	/** Adds f; the returned function takes it away again. */
	add(f: (value: T) => void): () => void {
		// A wrapper of its own, so that one function may listen twice and leave once.
		const one = (value: T) => f(value);
		this.#all.add(one);
		return () => this.#all.delete(one);
	}

	/** Tells all. A listener that throws keeps nobody else from hearing; its error surfaces as the page's own. */
	tell(value: T): void {
		for (const f of [...this.#all]) {
			try {
				f(value);
			} catch (error) {
				queueMicrotask(() => {
					throw error;
				});
			}
		}
	}
}
