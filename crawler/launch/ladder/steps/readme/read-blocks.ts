import { blockOf, type Block, type CommandLine } from './block.ts';
import { fencesOf } from './fences.ts';
import { jsonCommands } from './json-commands.ts';
import { shellCommands } from './shell-commands.ts';
import { tomlCommands } from './toml-commands.ts';

/** Examples of one README that are looked at. */
const BLOCKS = 40;

/** The examples of a README that start this server, in their order. */
export function readBlocks(readme: string, names: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const fence of fencesOf(readme)) {
    // The language is often missing or wrong, so that the text decides.
    const json = jsonCommands(fence.text);
    const commands: CommandLine[] = json.length > 0 ? json : tomlCommands(fence);
    for (const command of commands.length > 0 ? commands : shellCommands(fence.text)) {
      const block = blockOf(command, names);
      if (block !== undefined && blocks.length < BLOCKS) blocks.push(block);
    }
  }
  return blocks;
}
