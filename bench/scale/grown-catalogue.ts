import { renameSync, rmSync } from 'node:fs';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { inspect } from '../../crawler/stages/inspect.ts';
import { importTools } from '../../crawler/stages/import.ts';
import type { StageContext } from '../../crawler/stages/report.ts';
import { grownCorpus } from './grown-corpus.ts';

/**
 * Writes a catalogue of so many tools, judged as an import judges them; the file appears when it is whole.
 *
 * @param corpus see {@link grownCorpus}
 */
export async function writeGrownCatalogue(path: string, corpus: string, tools: number): Promise<void> {
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  const store = openStore(unfinished);
  await importTools(store, grownCorpus(corpus, tools), context(store));
  judge(store);
  store.close();
  renameSync(unfinished, path);
}

/** What follows every import and crawl: verdicts of what changed, then a look at the catalogue as a whole. */
export function judge(store: Store): void {
  const judging = context(store);
  classifyTools(store, [], judging);
  inspect(store, judging);
}

function context(store: Store): StageContext {
  const runId = store.runs.begin('bench', new Date().toISOString());
  return { runId, report: () => {}, signal: new AbortController().signal };
}
