import { z } from 'zod';
import type { Authorization } from '../../../catalog/model/launch.ts';
import { readText } from '../../http/bounded-body.ts';
import { domainOf } from '../../http/domain-of.ts';
import { parseChallenge } from '../../http/parse-challenge.ts';
import { isWebFailure, type WebClient } from '../../http/web-client.ts';

const strings = z.array(z.string().max(2000)).max(100).catch([]).default([]);

/** RFC 9728, section 2: only what is shown. */
const Metadata = z.object({ authorization_servers: strings, scopes_supported: strings });

const DOCUMENT_BYTES = 256 * 1024;

/**
 * Reads where a server that asks for a login says it is to be had (RFC 9728). Nothing is registered or asked for there.
 *
 * @param challenge the `WWW-Authenticate` header of its refusal
 * @returns `undefined` when it does not say
 */
export async function readAuthorization(
  web: WebClient,
  server: URL,
  challenge: string | null,
  signal: AbortSignal,
): Promise<Authorization | undefined> {
  const named = parseChallenge(challenge)?.parameters['resource_metadata'];
  const wellKnown = new URL(`/.well-known/oauth-protected-resource${server.pathname.replace(/\/$/, '')}`, server);
  const root = new URL('/.well-known/oauth-protected-resource', server);
  // What the header names counts, on the server's own domain: what others allow us is not a stranger's to use up. Without it
  // there are two usual places (section 3.1).
  const places = named !== undefined && isNear(named, server) ? [named] : [wellKnown.href, root.href];
  for (const place of new Set(places)) {
    const metadata = await read(web, place, signal);
    if (metadata !== undefined) return metadata;
  }
  return undefined;
}

function isNear(place: string, server: URL): boolean {
  const url = place.length > 2000 ? null : URL.parse(place);
  return url !== null && domainOf(url.hostname) === domainOf(server.hostname);
}

async function read(web: WebClient, place: string, signal: AbortSignal): Promise<Authorization | undefined> {
  const url = URL.parse(place);
  if (url === null) return undefined;
  try {
    const answer = await web.ask({ url, headers: { accept: 'application/json' }, signal, follow: 'same-origin' });
    if (isWebFailure(answer)) return undefined;
    const text = await readText(answer.body, DOCUMENT_BYTES);
    if (answer.status !== 200 || text === undefined) return undefined;
    const { data } = Metadata.safeParse(JSON.parse(text));
    return data && { metadata: url.href, servers: data.authorization_servers, scopes: data.scopes_supported };
  } catch {
    return undefined; // Not there, too slow, or no JSON: the refusal itself is what counts.
  }
}
