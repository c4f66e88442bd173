import type { Parameter } from './reading.ts';
import { nameWords } from './text/words.ts';

/** What stands in front of a call that a description shows; an example of an answer is introduced by other words. */
const SHOWS_CALL =
  /\b(?:example (?:usage|input|call|request|arguments|invocation)|usage example|sample (?:input|call))s?\b[^\n{]{0,40}\s{0,20}(?:```[a-z]{0,10}\s{0,10})?\{/gi;
/** Characters of an example that are read, and arguments that are taken from it. */
const LONGEST = 20_000;
const MOST = 100;
const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,60}$/;

/**
 * The arguments of the calls that a description shows as JSON ("Example usage: {…}"): the members of the outermost object.
 * For tools whose arguments nothing else names. Reads each text once; comments between members are skipped.
 */
export function exampleParameters(description: string): Parameter[] {
  const found = new Map<string, Parameter>();
  let from = 0;
  for (const match of description.matchAll(SHOWS_CALL)) {
    if (match.index < from) continue;
    const start = match.index + match[0].length;
    const { members, end } = outermostMembers(description, start);
    from = end;
    for (const { name, isText } of members) {
      if (found.size >= MOST || !NAME.test(name) || found.has(name)) continue;
      found.set(name, {
        name,
        words: nameWords(name),
        description: '',
        textField: '/description',
        evidence: { field: '/description', quote: name },
        types: isText ? ['string'] : [],
        choices: [],
      });
    }
  }
  return [...found.values()];
}

interface Member {
  name: string;
  isText: boolean;
}

/** Names of the members of an object whose brace stands right before `start`, up to its end or the limit. */
function outermostMembers(text: string, start: number): { members: Member[]; end: number } {
  const members: Member[] = [];
  const limit = Math.min(text.length, start + LONGEST);
  let depth = 1;
  let at = start;
  while (at < limit && depth > 0) {
    const char = text[at];
    if (char === '/' && text[at + 1] === '/') {
      const line = text.indexOf('\n', at);
      at = line === -1 ? limit : line;
    } else if (char === '"') {
      const end = endOfString(text, at, limit);
      const behind = /^\s{0,20}:\s{0,20}(.?)/s.exec(text.slice(end + 1, end + 50));
      if (depth === 1 && behind !== null) {
        members.push({ name: text.slice(at + 1, end), isText: behind[1] === '"' });
        at = end + behind[0].length;
        // The value is read by the next turns, its opening quote included.
        if (behind[1] !== '') continue;
      }
      at = end + 1;
    } else {
      if (char === '{' || char === '[') depth++;
      if (char === '}' || char === ']') depth--;
      at++;
    }
  }
  return { members, end: at };
}

function endOfString(text: string, open: number, limit: number): number {
  let at = open + 1;
  while (at < limit && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, limit);
}
