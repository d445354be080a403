import { fill, loadCatalog, pluralForm, type Catalog, type CountKey, type Data, type Part, type TextKey } from './catalog';
import { isLanguage, matchLanguage, type Language } from './language';

// One object, replaced as a whole: whoever reads it in a template is drawn again when the language changes.
let current = $state.raw<{ language: Language; catalog: Catalog; plural: Intl.PluralRules }>({
	language: 'en',
	catalog: {},
	plural: new Intl.PluralRules('en')
});
let zone = $state<string>(Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC');

// Only the last of several quick switches counts, in whatever order the catalogs arrive; whoever waits for one that was
// overtaken waits for the last.
let wanted: { language: Language; parts: Part[] } = { language: 'en', parts: ['first'] };
let shown: typeof wanted | undefined;
let showing: Promise<void> = Promise.resolve();

/** The interface's language. Reactive. */
export function language(): Language {
	return current.language;
}

/** The reader's IANA time zone: the device's until the person's own is known. Reactive. */
export function timeZone(): string {
	return zone;
}

/** Takes the time zone of a person's settings; an unknown one is ignored. */
export function setTimeZone(name: string): void {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		zone = name;
	} catch {
		// An old browser may lack a new zone: its own is better than none.
	}
}

/** The text for a key in the reader's language. Reactive. A missing key shows itself. */
export function t(key: TextKey, data?: Data): string {
	const message = current.catalog[key];
	if (message === undefined) return key;
	return fill(typeof message === 'string' ? message : (message.other ?? key), data);
}

/** The text for a key and a number, in the language's plural form; `{{.Count}}` is the number, formatted. Reactive. */
export function n(key: CountKey, count: number, data?: Data): string {
	const message = current.catalog[key];
	if (message === undefined) return key;
	const formatted = new Intl.NumberFormat(current.language).format(count);
	return fill(pluralForm(message, count, current.plural), { Count: formatted, ...data });
}

/** Whether the catalog has a key that is only known at run time, such as `error.<code>`. Reactive. */
export function hasText(key: string): key is TextKey {
	return key in current.catalog;
}

/** Loads the first catalog. Called once, before the first page is drawn. */
export async function startLanguage(): Promise<void> {
	if (shown) return;
	// Known at once to whoever asks the server for something meanwhile.
	const language = firstLanguage();
	current = { ...current, language };
	await show({ language }).catch(() => {});
	// A second try; and who is signed in may have come meanwhile with a language of their own, which could not be had.
	if (!shown) await show({ language });
}

/** Loads the part of the catalog that the first pages do without. Rejects when it cannot be had. */
export async function startWholeLanguage(): Promise<void> {
	if (!shown || shown.parts.length === 1) await show({ parts: ['first', 'later'] });
}

/** Switches the interface without a reload, and remembers the choice on this device. Rejects when the catalog cannot be had. */
export async function setLanguage(next: Language): Promise<void> {
	await show({ language: next });
	remember(next);
}

function show(change: Partial<typeof wanted>): Promise<void> {
	wanted = { ...wanted, ...change };
	showing = load(wanted);
	return showing;
}

async function load(mine: typeof wanted): Promise<void> {
	let catalog: Catalog;
	try {
		catalog = await loadCatalog(mine.language, ...mine.parts);
	} catch (thrown) {
		if (mine !== wanted) return showing;
		wanted = shown ?? { ...mine, parts: ['first'] };
		throw thrown;
	}
	if (mine !== wanted) return showing;
	shown = mine;
	current = { language: mine.language, catalog, plural: new Intl.PluralRules(mine.language) };
	document.documentElement.lang = mine.language;
	document.documentElement.dataset.script = mine.language === 'en' ? 'Latn' : mine.language.slice(3);
}

/** The person's choice on this device, else the server's (it says so by a script on <html>), else the browser's. */
function firstLanguage(): Language {
	const root = document.documentElement;
	const stored = storedLanguage();
	if (stored) return stored;
	if (root.dataset.script && isLanguage(root.lang)) return root.lang;
	return matchLanguage(navigator.languages ?? [navigator.language]);
}

function storedLanguage(): Language | undefined {
	try {
		const stored = localStorage.getItem('language');
		return isLanguage(stored) ? stored : undefined;
	} catch {
		return undefined;
	}
}

function remember(chosen: Language): void {
	try {
		localStorage.setItem('language', chosen);
	} catch {
		// Without storage the cookie still tells the server.
	}
	// The server renders its own pages in the same language. A year, the longest that Chromium keeps is 400 days.
	const secure = location.protocol === 'https:' ? '; Secure' : '';
	document.cookie = `language=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
