import { z } from 'zod';
import type { StdioTransport } from './stdio-transport.ts';

/** An answer as it came, as far as it has the shape of one. */
const Answer = z.looseObject({
  id: z.union([z.string(), z.number()]),
  result: z.looseObject({}).optional(),
  error: z
    .looseObject({ code: z.number().catch(0), message: z.string().catch(''), data: z.unknown().optional() })
    .optional(),
});
export type Answer = z.infer<typeof Answer>;

/** A JSON-RPC 2.0 message, as far as a transport has to know it. */
export interface Message {
  jsonrpc: '2.0';
}

/** The server has closed the connection. */
export class Gone extends Error {}
/** No answer in time. */
export class Late extends Error {}

/**
 * Sends requests and waits for their answers; every request of the server's is answered with "unknown method".
 *
 * @param always parameters that every request has
 * @param onMessage called with every message
 * @returns asks one question; rejects with {@link Gone} or {@link Late}
 */
export function requester<M extends Message>(
  transport: StdioTransport<M>,
  always: () => Record<string, unknown> = () => ({}),
  onMessage?: () => void,
): (method: string, params: Record<string, unknown>, ms: number) => Promise<Answer> {
  // Far above the numbers that the handshake may have used.
  let id = 1_000_000;
  const waiting = new Map<string | number, (answer: Answer | Error) => void>();
  transport.listen({
    message(message) {
      onMessage?.();
      const { method, id: asked } = message as Message & { method?: unknown; id?: unknown };
      if (method !== undefined) {
        const error = { code: -32601, message: 'Method not found' };
        if (asked !== undefined) void transport.send({ jsonrpc: '2.0', id: asked, error } as unknown as M);
        return;
      }
      const answer = Answer.safeParse(message).data;
      if (answer !== undefined) waiting.get(answer.id)?.(answer);
    },
    closed: () => waiting.forEach((resolve) => resolve(new Gone())),
  });
  return (method, params, ms) =>
    new Promise((resolve, reject) => {
      const own = ++id;
      const timer = setTimeout(() => reject(new Late()), ms);
      waiting.set(own, (answer) => {
        clearTimeout(timer);
        waiting.delete(own);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
      if (transport.isClosed) waiting.get(own)?.(new Gone());
      void transport.send({ jsonrpc: '2.0', id: own, method, params: { ...params, ...always() } } as unknown as M);
    });
}
