import { renameSync, rmSync } from 'node:fs';
import { openStore } from '../../catalog/store/open.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { importTools } from '../../crawler/stages/import.ts';
import { grownCorpus } from './grown-corpus.ts';

/**
 * Writes a catalogue of so many classified tools; the file appears when it is whole.
 *
 * @param corpus see {@link grownCorpus}
 */
export async function writeGrownCatalogue(path: string, corpus: string, tools: number): Promise<void> {
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  const store = openStore(unfinished);
  const runId = store.runs.begin('bench', new Date().toISOString());
  const context = { runId, report: () => {}, signal: new AbortController().signal };
  await importTools(store, grownCorpus(corpus, tools), context);
  classifyTools(store, [], context);
  store.close();
  renameSync(unfinished, path);
}
