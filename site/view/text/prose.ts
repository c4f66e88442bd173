/**
 * A sentence of ours with names of theirs in it. The names stay apart from the words, so that each is printed isolated
 * and with its hidden characters named. Code is a name of theirs, a term is one of ours; a link is
 * named by them unless it is our own.
 */
export type Prose = readonly (
  | string
  | { code: string }
  | { term: string }
  | { foreign: string }
  | { link: string; url: string; own?: true }
)[];
