/**
 * Whether a text has characters, all of which are blanks: a name of that kind would be an empty heading, and a link that nobody
 * can see. In other texts blanks are what they are at home for.
 */
export const isBlank = (text: string): boolean => /^\s+$/u.test(text);
