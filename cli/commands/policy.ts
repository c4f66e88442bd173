import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { Command } from '@commander-js/extra-typings';
import { EXIT, Rejected } from '../../catalog/errors.ts';
import { decide } from '../../policy/decide.ts';
import { loadPolicy, type LoadedPolicy } from '../../policy/load.ts';
import { formatProblems, type Problem } from '../../policy/problem.ts';
import { json, line, type CommandContext, type Io } from '../io.ts';
import { jsonOption } from '../options.ts';

/** No call was made before: every limit has all of its room. */
const NO_CALLS = { now: 0, nthNewest: () => undefined };

/** `toolgate policy` */
export function policyCommand(context: CommandContext) {
  return new Command('policy')
    .summary('check a policy.json, or decide a call by it')
    .description('Reads a policy.json as a gateway does: strictly, and as a whole.')
    .addCommand(validateCommand(context))
    .addCommand(decideCommand(context));
}

function validateCommand({ io, exit }: CommandContext) {
  return new Command('validate')
    .summary('list every problem of a policy.json')
    .argument('<file>', 'policy.json, or - for standard input')
    .addOption(jsonOption())
    .addHelpText('after', '\nExit codes: 0 valid, 1 not valid, 2 cannot be read.')
    .action(async (file, { json: asJson }) => {
      const loaded = loadPolicy(await readText(io, file));
      const problems = 'problems' in loaded ? loaded.problems : [];
      if (asJson) json(io.stdout, { command: 'policy validate', valid: problems.length === 0, problems });
      else if (problems.length === 0) line(io.stdout, `${file}: valid`);
      else printProblems(io, problems, file);
      exit(problems.length === 0 ? EXIT.done : EXIT.partial);
    });
}

function decideCommand({ io, exit }: CommandContext) {
  return new Command('decide')
    .summary('say what a policy does to one call, and why')
    .description('Decides as if no call was made before: limits have all of their room.')
    .argument('<file>', 'policy.json, or - for standard input')
    .requiredOption('--tool <name>', 'exact name of the tool')
    .option('--args <json>', 'arguments of the call, a JSON object', '{}')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Example:
  toolgate policy decide policy.json --tool delete_note --args '{"id": "7"}'

Exit codes: 0 the call may go ahead, 1 it may not (denied, hidden, or a person is asked first), or the policy is not valid,
2 something cannot be read.`,
    )
    .action(async (file, { tool, args, json: asJson }) => {
      const loaded = loadPolicy(await readText(io, file));
      if ('problems' in loaded) {
        if (asJson) json(io.stdout, { command: 'policy decide', valid: false, problems: loaded.problems });
        else printProblems(io, loaded.problems, file);
        exit(EXIT.partial);
        return;
      }
      exit(printDecision(io, loaded, tool, readArguments(args), asJson));
    });
}

function printDecision(io: Io, { compiled }: LoadedPolicy, tool: string, args: unknown, asJson: boolean): number {
  const { decision, code, rule, reason, enforced } = decide(compiled, { tool, args }, NO_CALLS);
  if (asJson) json(io.stdout, { command: 'policy decide', valid: true, decision, code, rule, reason, enforced });
  else {
    line(io.stdout, `${decision}: ${reason}`);
    line(io.stdout, `decided by ${rule} (${code})`);
    if (!enforced) line(io.stdout, 'shadow mode: the call would be forwarded all the same');
  }
  return decision === 'allow' ? EXIT.done : EXIT.partial;
}

/** Each on a line of its own, as editors link them; they are escaped already. */
function printProblems(io: Io, problems: readonly Problem[], file: string): void {
  io.stdout.write(`${formatProblems(problems, file === '-' ? 'stdin' : file)}\n`);
}

async function readText(io: Io, file: string): Promise<string> {
  try {
    return file === '-' ? await textOf(io.stdin as AsyncIterable<never>) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new Rejected(`cannot read ${file}`, { cause, hint: 'Give a policy.json, or - for standard input.' });
  }
}

function readArguments(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, as for any other value.
  }
  throw new Rejected('the arguments are no JSON object', { hint: `Give them like --args '{"path": "/tmp/a"}'.` });
}
