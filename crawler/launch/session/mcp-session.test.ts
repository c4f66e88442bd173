import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { runSession } from './mcp-session.ts';

type Message = { id?: number; method?: string };
const initialized = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'x', version: '1' },
};

/** Holds a session with something that answers as told, over pipes as a process has them. */
async function session(answer: (message: Message) => object | 'leave' | undefined, atOnce = false) {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  stdin.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().trim().split('\n')) {
      const message = JSON.parse(line) as Message;
      if (message.id === undefined) continue;
      const said = answer(message);
      if (said === 'leave') stdout.destroy();
      else if (said !== undefined) stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: message.id, ...said })}\n`);
    }
  });
  const limits = { ...LIMITS, initializeMs: 300, pageMs: 300 };
  const { end } = await runSession({ stdin, stdout }, { limits, home: '/home/u', capabilities: true, atOnce });
  return end;
}
const refusing = (code: number) => ({ error: { code, message: 'No key, no tools' } });

test.each([-32000, -32001])(
  'error %i as an answer is an answer, not the end of the connection and not our clock',
  async (code) => {
    expect(await session(() => refusing(code))).toMatchObject({
      kind: 'failed',
      code: 'initialize-failed',
      detail: expect.stringContaining('No key, no tools') as string,
    });
    const listing = ({ method }: Message) => (method === 'initialize' ? { result: initialized } : refusing(code));
    expect(await session(listing)).toMatchObject({
      kind: 'failed',
      code: 'list-failed',
      detail: expect.stringContaining('No key, no tools') as string,
    });
  },
);

test('a server that leaves has closed the connection, one that is silent ran into our clock', async () => {
  expect(await session(() => 'leave')).toEqual({ kind: 'closed', phase: 'initialize' });
  const leaving = ({ method }: Message) => (method === 'initialize' ? { result: initialized } : ('leave' as const));
  expect(await session(leaving)).toEqual({ kind: 'closed', phase: 'list' });
  expect(await session(() => undefined)).toMatchObject({ kind: 'failed', code: 'initialize-timed-out' });
  const silent = ({ method }: Message) => (method === 'initialize' ? { result: initialized } : undefined);
  expect(await session(silent)).toMatchObject({ kind: 'failed', code: 'list-timed-out' });
});

test('at once: the question for the tools lies ready with the handshake', async () => {
  const asked: (string | undefined)[] = [];
  const leaving = ({ method }: Message) => {
    asked.push(method);
    return method === 'initialize' ? { result: initialized } : { result: { tools: [{ name: 'a' }] } };
  };
  expect(await session(leaving, true)).toMatchObject({ kind: 'listed', tools: [{ name: 'a' }] });
  expect(asked).toEqual(['initialize', 'tools/list']);
  expect(await session(() => 'leave', true)).toEqual({ kind: 'closed', phase: 'initialize' });
  expect(await session(() => undefined, true)).toMatchObject({ code: 'initialize-timed-out' });
  expect(await session(() => refusing(-32000), true)).toMatchObject({ code: 'initialize-failed' });
  const refused = ({ method }: Message) => (method === 'initialize' ? { result: initialized } : refusing(-32603));
  expect(await session(refused, true)).toMatchObject({ code: 'list-failed', detail: 'No key, no tools' });
});
