import { parse } from 'jsonc-parser';
import { z } from 'zod';
import type { CommandLine } from './block.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const Entry = z.object({
  command: z.union([z.string(), z.array(z.string()).min(1)]),
  args: z.array(Scalar).optional().catch(undefined),
  env: z.record(z.string(), Scalar).optional().catch(undefined),
  environment: z.record(z.string(), Scalar).optional().catch(undefined),
});

const OBJECTS = 500;
const DEPTH = 10;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/**
 * The commands in a client configuration: every object with `command`, wherever clients keep theirs. Comments, trailing
 * commas and text that lacks its outer braces are common in examples and are read all the same.
 */
export function jsonCommands(text: string): CommandLine[] {
  const trimmed = text.trim();
  if (!/"command"/.test(trimmed)) return [];
  const value = parseLoosely(trimmed.startsWith('{') || trimmed.startsWith('[') ? trimmed : `{${trimmed}}`);
  const found: CommandLine[] = [];
  const pending: [value: unknown, depth: number][] = [[value, 0]];
  // The loop reaches what it appends.
  for (const [item, depth] of pending) {
    if (typeof item !== 'object' || item === null || depth > DEPTH || pending.length > OBJECTS) continue;
    const entry = Entry.safeParse(item).data;
    if (entry !== undefined) found.push(toLine(entry));
    for (const child of Object.values(item)) pending.push([child, depth + 1]);
  }
  return found;
}

function parseLoosely(text: string): unknown {
  try {
    return parse(text, [], { allowTrailingComma: true });
  } catch (error) {
    // Nested deeper than the parser's stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function toLine({ command, args = [], env, environment }: z.infer<typeof Entry>): CommandLine {
  const words = Array.isArray(command) ? command : command.trim().split(/\s+/);
  const variables = Object.entries(env ?? environment ?? {}).filter(([name]) => NAME.test(name));
  return {
    command: words[0]!,
    args: [...words.slice(1), ...args],
    environment: Object.fromEntries(variables),
    configured: true,
  };
}
