import { startLanguage } from '$lib/i18n';

// The Go server sends the shell; everything else happens here, in the browser.
export const ssr = false;
export const prerender = false;

export async function load() {
	await startLanguage();
}
