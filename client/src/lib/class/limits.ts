/** The longest message, in code points, as the server counts. */
export const longest = 20_000;
