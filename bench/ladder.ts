/**
 * The launch ladder over real packages of the npm registry: which step listed each server, and why the others did not list.
 *
 *   node bench/ladder.ts [--servers bench/ladder-servers.json] [--only PART-OF-A-NAME]… [--slots 2] [--verbose] [--save]
 *
 * Needs the network for fetching (through npm's configured registry) and the sandbox; the servers themselves have no
 * network. `--save` writes bench/results/ladder.json and the figures in docs/launch.md; with `--only`, what was tried takes
 * the place of its rows and the others stay.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pMap from 'p-map';
import { StepName, type LaunchOutcome } from '../catalog/model/launch.ts';
import { ServerJson } from '../catalog/model/server-json.ts';
import { defaultCacheDir } from '../crawler/launch/cache-dir.ts';
import { createHttpClient } from '../crawler/http/http-client.ts';
import { createLauncher } from '../crawler/launch/launcher.ts';
import { readNpmConfig } from '../crawler/launch/npm-config.ts';
import { planLaunch } from '../crawler/launch/plan/plan-launch.ts';
import { withLadderFigures } from './ladder/document.ts';
import { readLadderRows, type LadderRow } from './ladder/results.ts';
import { commandLine, wholeNumbers } from './command-line/command-line.ts';

const { values: options } = commandLine(import.meta.filename, {
  options: {
    servers: { type: 'string', default: path.join(import.meta.dirname, 'ladder-servers.json') },
    only: { type: 'string', multiple: true, default: [] as string[] },
    slots: { type: 'string', default: '2' },
    save: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const [concurrency] = wholeNumbers(import.meta.filename, 'slots', options.slots);
const { servers } = JSON.parse(await readFile(options.servers, 'utf8')) as { servers: unknown[] };
const signal = new AbortController().signal;
const launcher = await createLauncher({
  isolation: 'bubblewrap',
  npm: await readNpmConfig(),
  http: createHttpClient(),
  cacheDir: defaultCacheDir(),
  signal,
});

const chosen = servers
  .map((server) => ServerJson.parse(server))
  .filter(
    ({ packages }) => options.only.length === 0 || options.only.some((part) => packages[0]!.identifier.includes(part)),
  );
const rows = await pMap(
  chosen,
  async (server) => {
    const planned = planLaunch(server);
    const identifier = server.packages[0]!.identifier;
    if (!('plan' in planned)) throw new TypeError(`${identifier}: ${planned.detail}`);
    const row = rowOf(identifier, await launcher.launch(planned.plan, signal));
    console.log(
      `${row.listed ? 'listed' : 'FAILED'} ${identifier} ${row.listed ? describe(row) : `${row.code}: ${row.detail}`}`,
    );
    if (options.verbose) for (const attempt of row.attempts) console.log(`    ${attempt}`);
    return row;
  },
  { concurrency },
);
await launcher.close();

const listed = rows.filter((row) => row.listed);
const bySteps = Map.groupBy(listed, stepOf);
console.log(`\n${listed.length} of ${rows.length} listed (${((100 * listed.length) / rows.length).toFixed(0)} %)`);
for (const [step, of] of bySteps) console.log(`  ${step}: ${of.length}`);
if (options.save) {
  const root = path.join(import.meta.dirname, '..');
  const file = path.join(root, 'bench/results/ladder.json');
  const before = options.only.length === 0 ? [] : readLadderRows(file);
  const all = [...before.filter((row) => !rows.some(({ identifier }) => identifier === row.identifier)), ...rows];
  all.sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  await writeFile(file, `${JSON.stringify({ rows: all }, null, 2)}\n`);
  const document = path.join(root, 'docs/launch.md');
  await writeFile(document, withLadderFigures(await readFile(document, 'utf8'), readLadderRows(file)));
}

function stepOf({ step }: LadderRow): string {
  return step ?? 'none';
}

function rowOf(identifier: string, outcome: LaunchOutcome): LadderRow {
  const { code, profile } = outcome;
  const attempts = outcome.attempts.map((attempt) => {
    const { environment = [], arguments: args = [] } = attempt.start ?? {};
    const start = [...environment, ...args].join(' ');
    return `${attempt.profile} [${start}] → ${attempt.code}${options.verbose ? `: ${attempt.detail}` : ''}`;
  });
  return {
    identifier,
    version: outcome.fetched?.version,
    listed: code === 'listed',
    code,
    detail: outcome.detail,
    step: StepName.safeParse(profile?.name).data,
    gained: profile?.gained,
    environment: profile?.environment,
    arguments: profile?.arguments,
    node: profile?.node,
    transport: profile?.transport,
    tools: outcome.tools.length,
    conditional: outcome.conditional?.length,
    protocol: outcome.protocolVersion,
    seconds: Math.round(outcome.launchMs / 100) / 10,
    attempts,
  };
}

function describe({ step, gained, tools, conditional, seconds, attempts }: LadderRow): string {
  const steps = [...(gained ?? []), step].join(' + ');
  const some = conditional === undefined ? '' : ` (${conditional} conditional)`;
  return `${tools} tools${some} by ${steps} in ${attempts.length} attempts, ${seconds} s`;
}
