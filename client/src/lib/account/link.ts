// Links of letters carry their token behind the #, which no server's log and no Referer ever sees.

/** The token of an address's fragment; '' when there is none. */
export function tokenOf(hash: string): string {
	return decodeURIComponentSafely(hash.replace(/^#/, '')).trim();
}

function decodeURIComponentSafely(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
