import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';

const REQUESTS = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list' },
];

/** Starts a server with this Node and nothing around it, asks for its tools, and ends it. */
export async function bareStart(program: string): Promise<void> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  for (const request of REQUESTS) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...request })}\n`);
  for await (const text of createInterface({ input: child.stdout })) {
    if ((JSON.parse(text) as { id?: number }).id === 2) break;
  }
  child.kill('SIGKILL');
  await ended;
}
