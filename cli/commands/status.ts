import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { openStore } from '../../catalog/store/open.ts';
import { dueLaunches } from '../../crawler/stages/launch-order/due-launches.ts';
import { findingsLine } from '../findings-line.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption } from '../options.ts';
import { spendJson, spendLines } from '../spend-lines.ts';
import { summarise, summaryLines } from '../summary.ts';
import { count } from '../words.ts';

/** `toolgate status` */
export function statusCommand({ io, exit }: CommandContext) {
  return new Command('status')
    .summary('say what the catalogue holds and what is due')
    .addOption(dbOption())
    .addOption(jsonOption())
    .action(({ db, json: asJson }) => {
      const summary = summarise(db);
      const store = openStore(db, { readonly: true });
      try {
        const registries = store.registries.all();
        const due = dueLaunches(store).chosen.length;
        const refused = store.registries.refusals();
        const staleOverrides = store.overrides.stale().map(({ file, server, tool }) => ({ file, server, tool }));
        const disputed = store.reviewQueue.count();
        const findings = {
          inDefinitions: store.serverFindings.definitionCounts(),
          acrossServers: store.serverFindings.counts(),
        };
        const runs = store.runs.latest(5);
        const spend = store.modelRequests.spend();
        if (asJson) {
          json(io.stdout, {
            command: 'status',
            db,
            ...summary,
            registries,
            due,
            refused,
            staleOverrides,
            disputed,
            findings,
            runs,
            spend: spendJson(spend),
          });
        } else {
          for (const text of summaryLines(summary)) line(io.stdout, text);
          line(io.stdout, `${count(due, 'launch', 'launches')} due`);
          for (const { id, base, completedAt, cursor } of registries) {
            const state = cursor !== null ? 'interrupted, the next crawl goes on' : `listed ${completedAt ?? 'never'}`;
            line(io.stdout, `registry ${id} (${base}): ${state}`);
          }
          if (refused.length > 0)
            line(io.stdout, `${count(refused.length, 'registry record')} refused (named by --json)`);
          for (const { file, server, tool } of staleOverrides) {
            line(
              io.stdout,
              `override ${file}: no current definition of ${tool} of ${server} is the one that was reviewed`,
            );
          }
          if (disputed > 0) line(io.stdout, `${count(disputed, 'disputed verdict')} (listed by \`toolgate review\`)`);
          line(io.stdout, findingsLine(findings.inDefinitions, 'in definitions'));
          line(io.stdout, findingsLine(findings.acrossServers, 'across servers'));
          for (const text of spendLines(spend)) line(io.stdout, text);
          for (const run of runs)
            line(io.stdout, `run ${run.id} ${run.command}: ${run.status}, begun ${run.startedAt}`);
        }
      } finally {
        store.close();
      }
      exit(EXIT.done);
    });
}
