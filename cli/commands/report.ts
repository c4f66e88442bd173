import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { json, line, type CommandContext } from '../io.ts';
import { latestReport } from '../latest-report.ts';
import { dbOption, jsonOption } from '../options.ts';
import { checkReportFile, writeReport } from '../report-file.ts';
import { reportLines } from '../report-lines.ts';

/** `toolgate report` */
export function reportCommand({ io, exit }: CommandContext) {
  return new Command('report')
    .summary('say what a run listed, launched and changed')
    .description(
      'Prints the report that a crawl stores when it ends: registries, launches by outcome, reason, kind and registry, the ' +
        'slowest ones, and the servers and tools that are new, changed or gone since the run began.',
    )
    .argument('[run]', 'number of the run, as `toolgate status` shows it; otherwise the newest one', parseRun)
    .option('--output <file>', 'write it to a file instead: JSON when its name ends in .json, else text')
    .addOption(dbOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
A run that was killed has launches, but no list of changes: only a run that ends can compare.

Examples:
  toolgate report
  toolgate report 12 --json
  toolgate report --output report.json

Exit codes: 0 done, 2 no such run or catalogue, or the file cannot be written.`,
    )
    .action((run, { db, json: asJson, output }) => {
      if (output !== undefined) checkReportFile(output);
      const report = latestReport(db, run);
      if (output !== undefined) writeReport(output, report);
      else if (asJson) json(io.stdout, { command: 'report', ...report });
      else for (const text of reportLines(report)) line(io.stdout, text);
      exit(EXIT.done);
    });
}

function parseRun(text: string): number {
  const run = Number(text);
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new InvalidArgumentError('Expected the number of a run.');
  return run;
}
