/**
 * Whether a password looks like the code of a printed slip (server/class/signin.go): three times two spoken syllables and
 * two digits, bano-fike-moda-47. Nobody chooses such a one by chance.
 */
export const isSlipCode = (password: string): boolean => /^(?:(?:[bdfghklmnprstw][aeiou]){2}-){3}[2-9]{2}$/.test(password.trim());
