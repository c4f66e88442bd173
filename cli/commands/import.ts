import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { readJsonLines } from '../../catalog/json-lines.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { inspect } from '../../crawler/stages/inspect.ts';
import { importTools } from '../../crawler/stages/import.ts';
import { loadOverrides } from '../../crawler/stages/load-overrides.ts';
import { openInput } from '../input.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, quietOption } from '../options.ts';
import { withCatalogue } from '../with-catalogue.ts';
import { count } from '../words.ts';

/** Refused rows that are named on a terminal; `--json` has up to 1,000. */
const NAMED = 20;

/** `toolgate import` */
export function importCommand({ io, exit }: CommandContext) {
  return new Command('import')
    .summary('make a catalogue from a file of tool definitions')
    .description(
      'Reads JSON lines {server, name, title?, description?, inputSchema?, outputSchema?, annotations?}, stores the tools ' +
        'with the source "imported", and classifies them. A server of the file has exactly the tools of the file afterwards.',
    )
    .argument('<file>', 'file of JSON lines (.gz is unpacked), - for standard input')
    .addOption(dbOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (file, options) => {
      const lines = readJsonLines(await openInput(io, file));
      const { stages, refused } = await withCatalogue(
        io,
        { ...options, command: 'import', reported: true },
        async ({ store, context }) => {
          const imported = await importTools(store, lines, context);
          const classified = classifyTools(store, loadOverrides(), context);
          const inspected = inspect(store, context);
          const { counts, refused: named } = imported;
          const done = { import: counts, classify: classified, inspect: inspected };
          return { stages: done, refused: named, partial: counts.refused > 0 };
        },
      );
      const partial = io.signal.aborted || stages.import.refused > 0;
      if (options.json) {
        const status = io.signal.aborted ? 'stopped' : partial ? 'partial' : 'done';
        json(io.stdout, { command: 'import', status, stages, refused });
      } else {
        const { rows, servers, toolsAdded, toolsChanged, toolsRemoved, refused: bad } = stages.import;
        line(
          io.stdout,
          `${count(rows, 'row')} of ${count(servers, 'server')}: ${toolsAdded} tools added, ${toolsChanged} changed, ${toolsRemoved} removed`,
        );
        line(io.stdout, `${count(stages.classify.classified, 'definition')} classified`);
        if (bad > 0) line(io.stdout, `${count(bad, 'row')} refused:`);
        for (const row of refused.slice(0, NAMED)) line(io.stdout, `  line ${row.line}: ${row.reason}`);
      }
      exit(partial ? EXIT.partial : EXIT.done);
    });
}
