/** Time as the session sees it; tests bring their own, so that none of them sleeps. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Calls f after so many milliseconds, unless the returned function is called before. */
	after(milliseconds: number, f: () => void): () => void;
}

export const deviceClock: Clock = {
	now: () => Date.now(),
	after(milliseconds, f) {
		const timer = setTimeout(f, milliseconds);
		return () => clearTimeout(timer);
	}
};

/** A random number in [0, 1). */
export type Random = () => number;
