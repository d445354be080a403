export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

let chosen = $state<Theme>(stored());

/** The chosen theme; `auto` follows the device. Reactive. */
export function theme(): Theme {
	return chosen;
}

/** Shows a theme at once and remembers it on this device; static/theme.js reads it before the next first paint. */
export function setTheme(next: Theme): void {
	chosen = next;
	const root = document.documentElement;
	if (next === 'auto') delete root.dataset.theme;
	else root.dataset.theme = next;
	try {
		if (next === 'auto') localStorage.removeItem('theme');
		else localStorage.setItem('theme', next);
	} catch {
		// Without storage the choice lasts as long as the page.
	}
}

function stored(): Theme {
	const now = document.documentElement.dataset.theme;
	return now === 'light' || now === 'dark' ? now : 'auto';
}
