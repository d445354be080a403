// The server judges a password (server/account/password/check.go); this is the part of its judgement that can be shown
// while somebody types. Only the list of known passwords is the server's alone: it is larger than the page.

/** In code points, as the server counts. */
export const minLength = 10;

const fewestSteps = 5;
const personalLength = 4;

export interface Strength {
	long: boolean;
	/** Neither one character again and again nor a run along the keyboard. */
	varied: boolean;
	/** Without its owner's name or address. */
	impersonal: boolean;
}

/** Judges a password as it is typed; of an empty one nothing is met. */
export function strength(password: string, personal: readonly string[]): Strength {
	const folded = fold(password);
	const bare = folded.replaceAll(' ', '');
	const some = bare !== '';
	return {
		long: [...password.normalize('NFKC')].length >= minLength,
		varied: steps(unit([...bare])) >= fewestSteps,
		impersonal: some && !personal.some((name) => isPersonal(fold(name).replaceAll(' ', ''), bare))
	};
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What of a person must not stand in the password: an address without its domain, the name as it is shown. */
export function personalOf(email: string, displayName: string): string[] {
	return [email.split('@')[0] ?? '', displayName];
}

function isPersonal(name: string, bare: string): boolean {
	const length = [...name].length * (/\p{Script=Han}/u.test(name) ? 2 : 1);
	return length >= personalLength && bare.includes(name);
}

/** The part that the whole repeats: “abcab” of “abcababcab”. */
function unit(characters: string[]): string[] {
	for (let size = 1; size <= characters.length / 2; size++) {
		if (characters.every((character, i) => i < size || character === characters[i - size])) return characters.slice(0, size);
	}
	return characters;
}

const rows = ['`1234567890-=', 'qwertyuiop[]\\', "asdfghjkl;'", 'zxcvbnm,./', '1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/', '90'];
const neighbours = new Set(rows.flatMap((row) => [...row].slice(1).flatMap((right, i) => [row[i] + right, right + row[i]])));

/** Counts the different characters that do not continue a run (aaa, abc, 321, qwerty). */
function steps(characters: string[]): number {
	const seen = new Set<string>();
	let count = 0;
	characters.forEach((character, i) => {
		const before = characters[i - 1];
		const isRun =
			before !== undefined && (Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) <= 1 || neighbours.has(before + character));
		if (!isRun && !seen.has(character)) count++;
		seen.add(character);
	});
	return count;
}
