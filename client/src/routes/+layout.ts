import { startLanguage, startWholeLanguage } from '$lib/i18n';
import { needsLater } from '$lib/i18n/parts.js';

// The Go server sends the shell; everything else happens here, in the browser.
export const ssr = false;
export const prerender = false;

const rest = 3_000; // milliseconds that the first page has the line for itself

export async function load({ url }: { url: URL }) {
	await startLanguage();
	if (needsLater(url.pathname)) await startWholeLanguage();
	else setTimeout(() => void startWholeLanguage().catch(() => {}), rest);
}
