/**
 * Where to go after signing in: the path that a page gave as `next`, if it lies within this site and is none of the
 * pages that lead here; else undefined. A link from elsewhere must not send people on to a stranger's page.
 */
export function safeNext(asked: string | null | undefined, origin: string): string | undefined {
	// Only what begins as a path: a browser reads “//host”, “/\host” and “/<tab>/host” as another site.
	if (!asked || !/^\/(?![/\\])/.test(asked) || /[\u0000-\u001f\\]/.test(asked)) return undefined;
	let url: URL;
	try {
		url = new URL(asked, origin);
	} catch {
		return undefined;
	}
	if (url.origin !== origin || url.pathname.startsWith('//') || leadHere.has(url.pathname)) return undefined;
	return url.pathname + url.search + url.hash;
}

const leadHere = new Set(['/sign-in', '/register', '/confirm', '/reset-password', '/forgot-password', '/first-administrator']);

/** Where a person starts who asked for nothing: whoever is at a school in their classes, others in the forum. */
export function startOf(role: string | undefined): string {
	return role === 'student' || role === 'teacher' ? '/classes' : '/forum';
}
