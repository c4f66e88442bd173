/**
 * A sentence of ours with names of theirs in it. The names stay apart from the words, so that each is printed isolated
 * and with its hidden characters named.
 */
export type Prose = readonly (string | { code: string } | { foreign: string } | { link: string; url: string })[];
