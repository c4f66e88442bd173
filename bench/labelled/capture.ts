/**
 * Makes data/labelled/tools.jsonl from a catalogue that `toolgate crawl --from data/labelled/servers.json` filled. The same
 * packages give the same file.
 *
 *   toolgate crawl --from data/labelled/servers.json --db labelled.sqlite
 *   node bench/labelled/capture.ts --db labelled.sqlite
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../catalog/definition-hash.ts';
import { Rejected } from '../../catalog/errors.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { draw } from './draw.ts';
import type { LabelledTool } from './labelled-tool.ts';
import { readPackages, type LabelledPackage } from './packages.ts';
import { commandLine, refuse } from '../command-line/command-line.ts';

const FOLDER = join(import.meta.dirname, '../../data/labelled');
/** Any other text would do; changing it makes another sample. */
const SEED = 'toolgate labelled set 1';

const { values: flags } = commandLine(import.meta.filename, { options: { db: { type: 'string' } } });
if (flags.db === undefined) refuse(import.meta.filename, '--db FILE is needed');
const store = openStore(flags.db, { readonly: true });
try {
  const rows = readPackages(join(FOLDER, 'packages.json')).packages.flatMap((entry) => capture(store, entry));
  // The same definition under two servers is one item: it has one id and one label.
  const unique = [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].toReversed();
  writeFileSync(join(FOLDER, 'tools.jsonl'), unique.map((row) => `${canonicalJson(row)}\n`).join(''));
  console.log(`${unique.length} tools of ${new Set(unique.map(({ server }) => server)).size} servers`);
} finally {
  store.close();
}

/** @throws Rejected when the catalogue holds another version of the package than the one whose licence was read */
function capture(catalogue: Store, entry: LabelledPackage): LabelledTool[] {
  const server = [...catalogue.servers.all()].find(({ name }) => name === entry.server);
  const launch = server && catalogue.launches.lastGood(server.id);
  const fetched = launch?.report.fetched;
  if (server === undefined || fetched?.identifier !== entry.package || fetched.version !== entry.version) {
    throw new Rejected(`the catalogue has no tool list of ${entry.package}@${entry.version}`, {
      hint: 'Crawl data/labelled/servers.json first.',
    });
  }
  const { package: name, version, licence, repository } = entry;
  const tools = catalogue.tools.of(server.id);
  return draw(
    SEED,
    server.name,
    tools.map(({ definition }) => definition),
  ).map(({ index, share }) => ({
    id: tools[index]!.definitionHash,
    server: server.name,
    package: name,
    version,
    licence,
    repository,
    drawn: share,
    definition: tools[index]!.definition,
  }));
}
