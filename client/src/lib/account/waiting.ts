// The address that was registered in this tab and waits for its confirmation, so that the page survives a reload.
const key = 'registered';

export function rememberAddress(email: string): void {
	try {
		sessionStorage.setItem(key, email);
	} catch {
		// The page asks for the address then.
	}
}

export function waitingAddress(): string {
	try {
		return sessionStorage.getItem(key) ?? '';
	} catch {
		return '';
	}
}

export function forgetAddress(): void {
	try {
		sessionStorage.removeItem(key);
	} catch {
		// Nothing was kept.
	}
}

// The page to which somebody wanted before they registered. The confirming letter opens a tab of its own.
const wanted = 'wanted';
const lasts = 24 * 3_600_000; // milliseconds: as long as the letter's link

export function rememberNext(path: string | null): void {
	try {
		if (path) localStorage.setItem(wanted, JSON.stringify({ path, at: Date.now() }));
		else localStorage.removeItem(wanted);
	} catch {
		// They begin where everybody does.
	}
}

/** Gives what rememberNext kept, once. Whether it may be followed is safeNext's to say. */
export function takeNext(): string | undefined {
	try {
		const kept = JSON.parse(localStorage.getItem(wanted) ?? 'null') as { path: string; at: number } | null;
		localStorage.removeItem(wanted);
		return kept && Date.now() - kept.at < lasts ? kept.path : undefined;
	} catch {
		return undefined;
	}
}
