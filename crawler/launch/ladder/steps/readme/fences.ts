/** A piece of a Markdown text that is set off as code. */
export interface Fence {
  language: string;
  text: string;
}

const FENCES = 200;
const FENCE_LENGTH = 50_000;

/** The fenced code of a Markdown text; each line is looked at once. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { mark: string; language: string; lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    // Quotations and list items indent their fences.
    const [, mark, language] = /^[\s>]{0,20}(`{3,10}|~{3,10})[ \t]{0,4}([\w+-]{0,20})/.exec(line) ?? [];
    if (open === undefined) {
      if (mark !== undefined) open = { mark, language: language!.toLowerCase(), lines: [] };
    } else if (mark?.startsWith(open.mark) === true && language === '') {
      const text = open.lines.join('\n');
      if (fences.length < FENCES && text.length <= FENCE_LENGTH) fences.push({ language: open.language, text });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  return fences;
}
