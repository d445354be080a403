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
