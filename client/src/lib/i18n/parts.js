// Which part of the catalogs a visitor needs at once, and which comes with the pages of those who keep classes, schools
// and the standard. The build cuts the catalogs by this; see vite.config.ts.

/** What only the server says. */
const servers = ['export.', 'mail.', 'rights.field_', 'rights.section_'];

/** What the first pages never say: forum, chat, and the ways in. */
const later = [
	...['archive.', 'classes.', 'deed.', 'filter.', 'guardian.', 'members.', 'moderation.', 'notice.', 'pairing.', 'partner.'],
	...['rights.', 'school.', 'settings.', 'shared.', 'slips.']
];
/** A discussion of two schools is a thread; roles stand beside names everywhere, the bell in every page's head, and what was found in a text where it is written. */
const always = ['pairing.discussion', 'settings.role_', 'notice.title', 'notice.bell', 'filter.kind.'];

/**
 * @param {string} key
 * @returns {'first' | 'later' | undefined} undefined: not for the client
 */
export function partOf(key) {
	const begins = (/** @type {string} */ prefix) => key.startsWith(prefix);
	if (servers.some(begins)) return undefined;
	return later.some(begins) && !always.some(begins) ? 'later' : 'first';
}

/** Paths of pages that the first part is enough for. */
const first = /^\/(|new|forum|about|standard|boards\/.*|threads\/.*|classes|classes\/[^/]+|sign-in|register|join|confirm|forgot-password|reset-password|first-administrator|outbox|design)\/?$/;

/** @param {string} path */
export const needsLater = (path) => !first.test(path) || path.startsWith('/classes/new');
