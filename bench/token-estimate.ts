/**
 * Compares the estimate of what a tool list costs (site/view/server/token-cost.ts) with a real tokenizer, server by server,
 * and prints the error. The tokenizer is none of our dependencies: give the module of one that is installed elsewhere and
 * exports `countTokens`, such as `gpt-tokenizer/encoding/o200k_base`.
 *
 *   node bench/token-estimate.ts --tokenizer /tmp/tok/node_modules/gpt-tokenizer/esm/encoding/o200k_base.js FILE.jsonl[.gz]
 */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { readJsonLines } from '../catalog/json-lines.ts';
import { ToolDefinition } from '../catalog/model/tool-definition.ts';
import { BYTES_PER_TOKEN, sentBytes, sentText } from '../site/view/server/token-cost.ts';
import { commandLine, refuse } from './command-line/command-line.ts';

const { values, positionals } = commandLine(import.meta.filename, {
  options: { tokenizer: { type: 'string' } },
  allowPositionals: true,
});
const [file] = positionals;
if (values.tokenizer === undefined || file === undefined) {
  refuse(import.meta.filename, '--tokenizer MODULE and FILE are needed');
}
await measure(values.tokenizer, file);

async function measure(tokenizer: string, path: string): Promise<void> {
  const { countTokens } = (await import(resolve(tokenizer))) as {
    countTokens: (text: string, options?: object) => number;
  };
  const Row = ToolDefinition.extend({ server: z.string() });
  const servers = new Map<string, { tokens: number; bytes: number }>();
  const bytes = createReadStream(path);
  for await (const line of readJsonLines(path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes)) {
    const row = Row.safeParse('value' in line ? line.value : undefined).data;
    if (row === undefined) continue;
    const known = servers.get(row.server) ?? { tokens: 0, bytes: 0 };
    known.tokens += countTokens(sentText(row), { allowedSpecial: 'all' });
    known.bytes += sentBytes(row);
    servers.set(row.server, known);
  }
  const all = [...servers.values()];
  const total = all.reduce((sum, { tokens, bytes: n }) => ({ tokens: sum.tokens + tokens, bytes: sum.bytes + n }), {
    tokens: 0,
    bytes: 0,
  });
  const errors = all
    .map(({ tokens, bytes: n }) => Math.abs(n / BYTES_PER_TOKEN - tokens) / tokens)
    .sort((a, b) => a - b);
  const at = (share: number) => `${((errors[Math.floor((errors.length - 1) * share)] ?? 0) * 100).toFixed(1)} %`;
  console.log(
    `${all.length} servers, ${total.tokens} tokens, ${(total.bytes / total.tokens).toFixed(3)} bytes to a token`,
  );
  console.log(`error at ${BYTES_PER_TOKEN}: half within ${at(0.5)}, nine of ten within ${at(0.9)}, the worst ${at(1)}`);
}
