import type { RemoteSpec } from '../../../catalog/model/server-json.ts';
import { shown, type PlannedWay } from './planned-way.ts';
import { webAddressProblem } from './web-address-problem.ts';

/** The spellings of the two transports that records use. */
const TRANSPORTS: Record<string, 'streamable-http' | 'sse'> = {
  'streamable-http': 'streamable-http',
  streamable_http: 'streamable-http',
  streamable: 'streamable-http',
  http: 'streamable-http',
  sse: 'sse',
};

/** A server that somebody runs, at an address. */
export function planRemote({ type, url }: RemoteSpec): PlannedWay {
  const name = type.toLowerCase();
  const transport = Object.hasOwn(TRANSPORTS, name) ? TRANSPORTS[name] : undefined;
  if (transport === undefined) return { problem: `${shown(type)} is no transport that is known.` };
  const problem = webAddressProblem(url);
  return problem === undefined ? { plan: { kind: 'remote', identifier: url, transport } } : { problem };
}
