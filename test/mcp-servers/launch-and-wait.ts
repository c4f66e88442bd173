// Run as a program by launch-lifecycle.test.ts, which kills it: launches a package until it is stopped.
import process from 'node:process';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { createLauncher } from '../../crawler/launch/launcher.ts';

const [registry, name, cacheDir] = process.argv.slice(2);
const signal = new AbortController().signal;
const npm = { registry: new URL(registry!), proxy: undefined, certificates: '' };
const launcher = await createLauncher({
  isolation: 'bubblewrap',
  npm,
  http: createHttpClient(),
  cacheDir: cacheDir!,
  signal,
});
await launcher.launch([{ kind: 'npm', identifier: name!, version: '1.0.0', arguments: [], environment: [] }], signal);
