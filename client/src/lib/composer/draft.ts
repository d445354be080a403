/**
 * What a person has written and not yet sent, kept on this device under a key such as `thread:42`. A draft is its
 * author's: at a school's shared computer the next one finds nothing of it, however the one before left. Whose login only
 * ended finds theirs after signing in again.
 */
const prefix = 'draft:';
const fit = 200_000; // UTF-16 units; a browser gives about five million for a whole site

/** Who is here; '' as long as nobody is known. */
let owner = '';

const of = (person: string): string => (person ? `${prefix}${person}:` : prefix);

/** Says whose drafts are read and kept from now on. When somebody comes, what others left is forgotten. */
export function draftsAreOf(person: string | undefined): void {
	owner = person ?? '';
	if (owner) forget((key) => !key.startsWith(of(owner)));
}

/** One draft, of whoever is here when it is opened: a field may outlive its author's login. */
export interface Draft {
	/** The kept text, or an empty one. */
	read(): string;
	/** Keeps a text; an empty one is forgotten. Says whether it is kept: not when somebody else, or nobody, is here by now. */
	keep(text: string): boolean;
}

export function openDraft(key: string): Draft {
	const author = owner;
	const place = of(author) + key;
	return {
		read() {
			try {
				return (author === owner && localStorage.getItem(place)) || '';
			} catch {
				return '';
			}
		},
		keep(text) {
			try {
				if (author !== owner) return false;
				if (text.trim() === '') {
					localStorage.removeItem(place);
					return false;
				}
				if (text.length > fit) return false;
				localStorage.setItem(place, text);
				return true;
			} catch {
				return false;
			}
		}
	};
}

/** The kept draft of whoever is here, or an empty text. */
export const readDraft = (key: string): string => openDraft(key).read();

/** Keeps a draft of whoever is here; an empty one is forgotten. Says whether it is kept. */
export const keepDraft = (key: string, text: string): boolean => openDraft(key).keep(text);

/** Forgets every draft, also what is still written in a field; for signing out on a classroom's shared computer. */
export function forgetDrafts(): void {
	owner = '';
	forget(() => true);
}

function forget(which: (key: string) => boolean): void {
	try {
		for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && which(key)) localStorage.removeItem(key);
	} catch {
		// Nothing was kept then.
	}
}
