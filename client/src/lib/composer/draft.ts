/** What a person has written and not yet sent, kept on this device under a key such as `thread:42`. */
const prefix = 'draft:';
const fit = 200_000; // UTF-16 units; a browser gives about five million for a whole site

/** The kept draft, or an empty text. */
export function readDraft(key: string): string {
	try {
		return localStorage.getItem(prefix + key) ?? '';
	} catch {
		return '';
	}
}

/** Keeps a draft; an empty one is forgotten. Says whether it is kept. */
export function keepDraft(key: string, text: string): boolean {
	try {
		if (text.trim() === '') {
			localStorage.removeItem(prefix + key);
			return false;
		}
		if (text.length > fit) return false;
		localStorage.setItem(prefix + key, text);
		return true;
	} catch {
		return false;
	}
}

/** Forgets every draft; for signing out on a classroom's shared computer. */
export function forgetDrafts(): void {
	try {
		for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
	} catch {
		// Nothing was kept then.
	}
}
