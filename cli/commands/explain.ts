import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { openStore } from '../../catalog/store/open.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, wholeNumber } from '../options.ts';
import { findServer } from '../server-history/find-server.ts';
import { serverHistory } from '../server-history/server-history.ts';
import { serverHistoryLines } from '../server-history/server-history-lines.ts';

/** Launches that are shown unless more are asked for. */
const LAUNCHES = 10;

/** `toolgate explain` */
export function explainCommand({ io, exit }: CommandContext) {
  return new Command('explain')
    .summary('tell the history of one server: records, plan, launches, what is next')
    .description(
      'Says which registries list a server and what each says, how it is launched and why so, each launch with its outcome, ' +
        'steps, times and the end of its standard error, which tool list is shown since when, and when it is due again.',
    )
    .argument('<server>', 'name, slug, package, or address of repository, remote or page')
    .option('--launches <n>', 'show at most so many launches', wholeNumber(0, 100_000), LAUNCHES)
    .addOption(dbOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Verdicts on tools are explained by \`toolgate classify --explain\`, changes of definitions by \`toolgate diff\`.

Examples:
  toolgate explain io.github.example/notes
  toolgate explain @example/notes-mcp@1.2.0
  toolgate explain https://github.com/example/notes --launches 100 --json

Exit codes: 0 done, 2 no such server or catalogue, or several servers go by that name.`,
    )
    .action((server, { db, json: asJson, launches }) => {
      const store = openStore(db, { readonly: true });
      try {
        const history = serverHistory(store, findServer(store, server), { launches });
        if (asJson) json(io.stdout, { command: 'explain', ...history });
        else for (const text of serverHistoryLines(history)) line(io.stdout, text);
      } finally {
        store.close();
      }
      exit(EXIT.done);
    });
}
