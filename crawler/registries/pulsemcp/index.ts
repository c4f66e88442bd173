/**
 * PulseMCP, in the shape of the official API (https://www.pulsemcp.com/api/docs/v0.1). What it knows of a record stands under
 * a key of its own; some plans add tools to packages and remotes.
 */
import { z } from 'zod';
import { parseDeclaredTools } from '../../../catalog/parse-declared-tools.ts';
import { officialApi } from '../official-api.ts';
import type { RegistryDescriptor } from '../registry.ts';

const HELP = 'https://www.pulsemcp.com/api';

const Ways = z
  .array(
    z
      .object({ tools: z.array(z.unknown()) })
      .partial()
      .catch({}),
  )
  .catch([]);
const Server = z.object({ packages: Ways, remotes: Ways });

/** PulseMCP: a curated directory whose API is open to those it has given a key. */
export const pulsemcpRegistry: RegistryDescriptor = {
  id: 'pulsemcp',
  title: 'PulseMCP',
  homepage: 'https://www.pulsemcp.com/servers',
  lists: 'Servers of the official registry and others that PulseMCP has found and reviewed.',
  declaresTools: true,
  terms: {
    text: 'For those whom PulseMCP has given a key; 200 requests a minute, 5,000 an hour, 10,000 a day.',
    url: 'https://www.pulsemcp.com/terms-of-service',
  },
  base: 'https://api.pulsemcp.com',
  keys: [
    { variable: 'TOOLGATE_PULSEMCP_KEY', header: 'X-API-Key', required: true, obtain: HELP },
    { variable: 'TOOLGATE_PULSEMCP_TENANT', header: 'X-Tenant-ID', required: true, obtain: HELP },
  ],
  incremental: true,
  open: (context) => officialApi(context, { metaKey: 'com.pulsemcp/server-version', declaredTools: toolsOf }),
};

/** The tools of all packages and remotes; nothing says that they are all there is. */
function toolsOf(server: unknown) {
  const ways = Server.safeParse(server);
  if (!ways.success) return undefined;
  const { packages, remotes } = ways.data;
  return parseDeclaredTools(
    [...packages, ...remotes].flatMap(({ tools = [] }) => tools),
    false,
  );
}
