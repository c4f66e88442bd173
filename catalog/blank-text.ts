/**
 * Whether a text has characters, all of which are blanks: a name of that kind would be an empty heading, and a link that nobody
 * can see. In other texts blanks are what they are at home for.
 */
export const isBlank = (text: string): boolean => /^\s+$/u.test(text);

/** What has to be named in a text for all of it to be seen: what `hidden` finds, and every character of a blank one. */
export const unseenIn = (text: string, hidden: RegExp): RegExp => (isBlank(text) ? /./gsu : hidden);
