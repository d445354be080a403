// How the build is cut into files. On a line that needs half a second for each answer, and fetches six files at a time,
// the number of files is most of what a first page waits for: a class's page was seventy.

/** What every page needs, besides the catalog: SvelteKit, the frame around the pages, the session. */
const frame = /\/(runtime\/client\/entry|generated\/client-optimized\/(app|nodes\/[01]))\.js$/;
const page = /\/src\/routes\/(.*\/)?\+page\.svelte$/;

/** Dialogs and tabs are in many pages, menus in few. A barrel of re-exports does not tell who uses what. */
const libraries = /** @type {const} */ ([
	['menus', /\/node_modules\/(@floating-ui|bits-ui\/dist\/(?!.*(menu\/utils|menu-attributes)\.js).*(menu|floating|popper|grace-area))/],
	['dialogs', /\/node_modules\/|\/lib\/ui\/(DialogBox|Tabs)\.svelte$/]
]);

/** Pages that are read and left together share their files; the first that fits counts. */
const families = /** @type {const} */ ([
	['class', /^classes\/\[class\]\/$/],
	['forum', /^(threads\/\[thread\]|boards\/\[board\](\/new)?|new)\/$/],
	['front', /^(|about\/|standard\/|forum\/|classes\/|notices\/(.*\/)?)$/],
	['door', /^(sign-in|register|join|confirm|forgot-password|reset-password|first-administrator)\/$/],
	['keep', /./]
]);

/**
 * Puts what all pages have in common into one file, and what several pages of the same families have in common into
 * another. What one page alone needs stays with it; what comes later (`import()`) stays by itself.
 * @returns {import('vite').Rollup.GetManualChunk}
 */
export function chunks() {
	/** @type {Map<string, string> | undefined} */
	let places;
	return (id, graph) => (places ??= arranged(graph)).get(id);
}

/**
 * @param {import('vite').Rollup.ManualChunkMeta} graph
 * @returns {Map<string, string>} the file's name by the module's id
 */
function arranged({ getModuleIds, getModuleInfo }) {
	/** @param {string[]} from */
	const reached = (from) => {
		const seen = new Set(from);
		for (const id of seen) for (const next of getModuleInfo(id)?.importedIds ?? []) seen.add(next);
		return seen;
	};
	const all = [...getModuleIds()];
	const always = reached(all.filter((id) => frame.test(id)));
	/** @type {Map<string, string[]>} */
	const users = new Map();
	for (const id of all) {
		const route = page.exec(id);
		if (!route) continue;
		for (const used of reached([id])) users.set(used, [...(users.get(used) ?? []), route[1] ?? '']);
	}
	/** @type {Map<string, string>} */
	const places = new Map();
	for (const id of always) if (!getModuleInfo(id)?.isEntry) places.set(id, 'frame');
	for (const [id, routes] of users) {
		if (always.has(id) || routes.length < 2) continue;
		const library = libraries.find(([, ids]) => ids.test(id));
		if (library) {
			places.set(id, library[0]);
			continue;
		}
		const named = families.map(([name]) => name).filter((name) => routes.some((route) => familyOf(route) === name));
		places.set(id, named.length > 3 ? 'frame' : named.join('-'));
	}
	return places;
}

/** @param {string} route */
const familyOf = (route) => families.find(([, paths]) => paths.test(route))?.[0] ?? 'keep';
