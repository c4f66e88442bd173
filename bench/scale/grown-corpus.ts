/**
 * A catalogue of any size out of a corpus of real tools: the corpus itself, then the same servers under other names with
 * some words changed, again and again. Reproducible: the first rows of a larger catalogue are those of a smaller one.
 */
import type { JsonLine } from '../../catalog/json-lines.ts';
import { numberOf, seeded } from '../../test/adversarial/seeded.ts';
import { readCorpus, type CorpusRow } from './read-corpus.ts';
import { rewording, type Rewording } from './rewording.ts';

/**
 * Rows for the import stage.
 *
 * @param file the corpus, see {@link readCorpus}
 * @param count how many tools the catalogue is to have; each row is one
 * @throws TypeError when the corpus has no tools
 */
export async function* grownCorpus(file: string, count: number): AsyncGenerator<JsonLine> {
  let line = 0;
  for (const { tools } of grownServers(await readCorpus(file))) {
    for (const value of tools) {
      if (line === count) return;
      line += 1;
      yield { line, value };
    }
  }
}

/** The server of the corpus that another one is a copy of, as far as a tool of it kept its name. */
export type OriginalServer = (server: string, tool: string) => string | undefined;

/** Knows the copies among the first rows of {@link grownCorpus}. */
export async function originalServers(file: string, count: number): Promise<OriginalServer> {
  const copies = new Map<string, { server: string; kept: ReadonlySet<string> }>();
  let rows = 0;
  for (const { original, tools } of grownServers(await readCorpus(file))) {
    if (rows >= count) break;
    rows += tools.length;
    const kept = tools.filter(({ name }, i) => name === original[i]!.name).map(({ name }) => name);
    if (tools !== original) copies.set(tools[0]!.server, { server: original[0]!.server, kept: new Set(kept) });
  }
  return (server, tool) => {
    const copied = copies.get(server);
    return copied?.kept.has(tool) === true ? copied.server : undefined;
  };
}

/** The tools of one server after another without end, beside those that they are a copy of; first the corpus itself. */
function* grownServers(
  corpus: readonly (readonly CorpusRow[])[],
): Generator<{ original: readonly CorpusRow[]; tools: readonly CorpusRow[] }> {
  if (corpus.length === 0) throw new TypeError('a corpus without tools cannot grow');
  const words = rewording(corpus.flat());
  const taken = new Set(corpus.map(([row]) => row!.server));
  for (const tools of corpus) yield { original: tools, tools };
  for (let round = 1; ; round++) {
    for (const original of corpus) yield { original, tools: copy(original, round, words, taken) };
  }
}

/** A server that could be another one of its kind: its own name, about a third of its tools renamed, other words in texts. */
function copy(tools: readonly CorpusRow[], round: number, words: Rewording, taken: Set<string>): CorpusRow[] {
  const random = seeded(numberOf(tools[0]!.server) + round);
  const server = words.server(tools[0]!.server, random, taken);
  taken.add(server);
  const names = new Set(tools.map(({ name }) => name));
  return tools.map((row) => {
    const renamed = words.name(row.name, random);
    // A name of another tool of the server would make two of one.
    const name = names.has(renamed) ? row.name : renamed;
    names.add(name);
    const description = row.description && words.text(row.description, random);
    return { ...row, server, name, description };
  });
}
