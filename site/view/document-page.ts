/** A page made from a Markdown file of the repository, read as data. */
import { readFileSync } from 'node:fs';
import { inlineText, parseMarkdown, type Block, type Inline } from '../markdown/markdown.ts';

export interface DocumentPage {
  title: string;
  /** Without the first heading, which is the title. */
  blocks: Block[];
  /** Sections for the table of contents. */
  contents: { id: string; text: string }[];
}

/** Reads a document; `undefined` when the file does not exist, so that a page can say so. */
export function readDocument(path: string): DocumentPage | undefined {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return documentPage(source);
}

/** The page of a Markdown source. */
export function documentPage(source: string): DocumentPage {
  const blocks = parseMarkdown(source);
  const first = blocks.findIndex((block) => block.kind === 'heading' && block.level === 1);
  const title = first === -1 ? '' : inlineText((blocks[first] as { children: Inline[] }).children);
  const body = uniqueIds(blocks.filter((_, i) => i !== first));
  const contents = body.flatMap((block) =>
    block.kind === 'heading' && block.level === 2 ? [{ id: block.id, text: inlineText(block.children) }] : [],
  );
  return { title, blocks: body, contents };
}

/** Two headings of the same words get different fragments, as on GitHub: `rules`, `rules-1`. */
function uniqueIds(blocks: Block[]): Block[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    const count = seen.get(block.id) ?? 0;
    seen.set(block.id, count + 1);
    return count === 0 ? block : { ...block, id: `${block.id}-${count}` };
  });
}
