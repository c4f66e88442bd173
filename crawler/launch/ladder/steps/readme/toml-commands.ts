import { parse } from 'smol-toml';
import type { CommandLine } from './block.ts';
import type { Fence } from './fences.ts';
import { jsonCommands } from './json-commands.ts';

/** The commands of a TOML configuration, such as Codex has; its tables have the shape of the JSON ones. */
export function tomlCommands({ language, text }: Fence): CommandLine[] {
  if (language !== 'toml' && !/^[ \t]*command[ \t]*=[ \t]*["'[]/m.test(text)) return [];
  try {
    // What TOML has beyond JSON (dates, large numbers) is no part of a command.
    const plain = JSON.stringify(parse(text), (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
    return jsonCommands(plain);
  } catch {
    return [];
  }
}
