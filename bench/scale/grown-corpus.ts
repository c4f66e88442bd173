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
  const corpus = await readCorpus(file);
  if (corpus.length === 0) throw new TypeError(`${file} has no tools`);
  const words = rewording(corpus.flat());
  const taken = new Set(corpus.map(([row]) => row!.server));
  let line = 0;
  for (let round = 0; ; round++) {
    for (const tools of corpus) {
      for (const value of round === 0 ? tools : copy(tools, round, words, taken)) {
        if (line === count) return;
        line += 1;
        yield { line, value };
      }
    }
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
