// Run as a program by tests, which kill it: lists a registry of the official API into a catalogue.
import process from 'node:process';
import { openStore } from '../../catalog/store/open.ts';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { officialApi } from '../../crawler/registries/official-api.ts';
import { discover } from '../../crawler/stages/discover.ts';

const [path, url, full] = process.argv.slice(2);
const store = openStore(path!);
const http = createHttpClient({ allowPrivate: true });
const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
await discover(store, { id: 'official', incremental: true, ...officialApi({ http, base: url! }) }, context, {
  full: full === 'full',
});
await http.close();
store.close();
