/** How a language marks what is no code. */
export type Language = 'javascript' | 'python';

const BY_EXTENSION: readonly [RegExp, Language][] = [
  [/\.(?:[cm]?[jt]sx?|vue|svelte)$/i, 'javascript'],
  [/\.(?:py|pyi|pyw)$/i, 'python'],
];

/** The language of a file, if it is one that sinks are known for. */
export function languageOf(path: string): Language | undefined {
  return BY_EXTENSION.find(([extension]) => extension.test(path))?.[1];
}

const OPENINGS: Record<Language, RegExp> = {
  javascript: /\/\/|\/\*|["'`]/g,
  python: /#|"""|'''|["']/g,
};

/**
 * The same text with comments and the insides of strings blanked, so that a word in them is not taken for a call. Places stay
 * as they are. One pass; an unfinished string or comment ends with the line or the text.
 */
export function blankCode(text: string, language: Language): string {
  const parts: string[] = [];
  const opening = OPENINGS[language];
  let at = 0;
  opening.lastIndex = 0;
  for (let mark = opening.exec(text); mark !== null; mark = opening.exec(text)) {
    const inside = mark.index + mark[0].length;
    const end = endOf(text, inside, mark[0]);
    parts.push(text.slice(at, inside), text.slice(inside, end).replaceAll(/[^\n]/g, ' '));
    at = end;
    opening.lastIndex =
      mark[0] === '//' || mark[0] === '#' ? end : Math.min(end + closing(mark[0]).length, text.length);
  }
  parts.push(text.slice(at));
  return parts.join('');
}

const closing = (mark: string): string => (mark === '/*' ? '*/' : mark);

/** Where the inside of a string or comment ends. */
function endOf(text: string, from: number, mark: string): number {
  if (mark === '//' || mark === '#') return lineEnd(text, from);
  if (mark.length > 1) {
    const end = text.indexOf(closing(mark), from);
    return end === -1 ? text.length : end;
  }
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === mark) return i;
    else if (text[i] === '\n' && mark !== '`') return i;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
