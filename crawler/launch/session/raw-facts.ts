import { z } from 'zod';
import type { Limits } from '../limits.ts';
import { cut, type SessionFacts } from './session-end.ts';

const Info = z.object({ name: z.string().optional(), version: z.string().optional(), title: z.string().optional() });

/** What a server says about itself in the answer to `initialize` or, by the stateless protocol, to `server/discover`. */
export function rawFacts(
  result: Record<string, unknown> | undefined,
  limits: Pick<Limits, 'serverInfoLength' | 'instructionsLength'>,
): Pick<SessionFacts, 'serverInfo' | 'instructions'> {
  const meta = result?.['_meta'] as Record<string, unknown> | undefined;
  const info = Info.safeParse(result?.['serverInfo'] ?? meta?.['io.modelcontextprotocol/serverInfo']).data;
  const instructions = result?.['instructions'];
  const short = (text: string | undefined) => (text === undefined ? undefined : cut(text, limits.serverInfoLength));
  return {
    serverInfo: info && { name: short(info.name), version: short(info.version), title: short(info.title) },
    instructions: typeof instructions === 'string' ? cut(instructions, limits.instructionsLength) : undefined,
  };
}
