// Small things that a page read for a person and shows again without a network, in localStorage. Topics and what is yet
// to be sent are kept in storage.ts.

const prefix = 'kept:';

interface Kept<T> {
	person: string;
	value: T;
}

/** What was kept for a person in a place; undefined when there is nothing, or somebody else's. */
export function kept<T>(place: string, person: string): T | undefined {
	try {
		const found = JSON.parse(localStorage.getItem(prefix + place) ?? 'null') as Kept<T> | null;
		return found?.person === person ? found.value : undefined;
	} catch {
		return undefined;
	}
}

/** Keeps a value, plain data, in a place; what was there is replaced. */
export function keep<T>(place: string, person: string, value: T): void {
	try {
		localStorage.setItem(prefix + place, JSON.stringify({ person, value } satisfies Kept<T>));
	} catch {
		// Without storage there is nothing to show offline.
	}
}

/** Forgets everything, or everything that is not this person's: somebody else may sit here now. */
export function forgetKept(butOf?: string): void {
	try {
		for (const key of Object.keys(localStorage)) {
			if (!key.startsWith(prefix)) continue;
			if (butOf === undefined || kept(key.slice(prefix.length), butOf) === undefined) localStorage.removeItem(key);
		}
	} catch {
		// Nothing was kept then.
	}
}
