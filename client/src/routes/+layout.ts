import { startLanguage, startWholeLanguage } from '$lib/i18n';
import { needsLater } from '$lib/i18n/parts.js';
import { startPage } from '$lib/session/start';

// The Go server sends the shell; everything else happens here, in the browser.
export const ssr = false;
export const prerender = false;

const rest = 3_000; // milliseconds that the first page has the line for itself

export async function load({ url }: { url: URL }) {
	const language = startLanguage();
	// Who is here, and the socket: on their way while the words and the page's own files still are.
	void startPage();
	await language;
	if (needsLater(url.pathname)) await startWholeLanguage();
	else setTimeout(() => void startWholeLanguage().catch(() => {}), rest);
}
