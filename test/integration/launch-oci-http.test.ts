/** Servers in images that speak HTTP only: found on the port that they open inside the sandbox, as packages are. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchKinds, type KindsLauncher } from '../mcp-servers/launch-kinds.ts';
import { shellImage, shellLayer } from '../mcp-servers/shell-image.ts';
import { startOciRegistry, type OciRegistry } from '../oci-registry.ts';

const SERVER = readFileSync(path.join(import.meta.dirname, '../mcp-servers/demanding.mjs'), 'utf8');
/** An image with a Node.js of its own would be large; the one that the sandbox brings for its client does as well. */
const NODE = '/run/toolgate/host/ld.so --library-path /run/toolgate/host /run/toolgate/node';

let registry: OciRegistry;
let launcher: KindsLauncher;
beforeAll(async () => {
  registry = await startOciRegistry({ token: 'anonymous' });
  const sources = { oci: { 'registry.test': registry.url }, allowPrivate: [registry.url.host] };
  launcher = await launchKinds(sources, { httpGraceMs: 1_000 });
});
afterAll(async () => {
  await launcher.close();
  await registry.close();
});

test.each([
  ['streamable-http', { http: 'streamable', session: true }],
  ['http-sse', { http: 'sse', path: '/sse' }],
])('%s', async (transport, config) => {
  const files = [
    { name: 'srv/server', mode: 0o755, content: `#!/bin/sh\nexec ${NODE} /srv/server.mjs "$@"\n` },
    { name: 'srv/server.mjs', content: SERVER },
    { name: 'srv/config.json', content: JSON.stringify(config) },
  ];
  await registry.publish(`test/${transport}`, 'latest', shellImage({ layers: [shellLayer(), files] }));
  const outcome = await launcher.launch({
    kind: 'oci',
    identifier: `registry.test/test/${transport}`,
    version: 'latest',
    arguments: [],
    environment: [],
  });
  expect(outcome).toMatchObject({
    code: 'listed',
    way: { kind: 'oci' },
    profile: { name: 'http', transport },
    tools: [{ name: 'works' }],
  });
});
