import { setTimeout as sleep } from 'node:timers/promises';
import type { OutcomeCode } from '../../catalog/model/launch.ts';
import { cleanText, tailOf } from './clean-text.ts';
import { commandLineProblem } from './command-line-problem.ts';
import { JAIL_HOME, type Jail, type Mount, type Prisoner } from './jail/jail.ts';
import type { Start } from './ladder/start.ts';
import type { Startable } from './ladder/startable.ts';
import type { Limits } from './limits.ts';
import { judgeFailure } from './outcome.ts';
import type { ToolList } from './session/list-tools.ts';
import { passableEnvironment } from './passable-environment.ts';
import { runSession } from './session/mcp-session.ts';
import type { SessionEnd, SessionFacts } from './session/session-end.ts';

/** How one start of a server went. */
export type Attempt = Omit<SessionFacts, 'strays'> &
  ToolList & {
    code: OutcomeCode;
    detail: string;
    stderrTail: string;
    /** Everything that it wrote beside the protocol, as far as it was kept; cleaned. */
    said: string;
    /** TCP ports that it listened on at the end. */
    ports: number[];
    /** The version of Node.js that was asked for. */
    node?: string | undefined;
  };

/** A server that has closed its output is about to end; its exit code says more than our kill would. */
const LAST_WORDS_MS = 1_000;
/** How often a silent server's ports are looked at. */
const PORTS_MS = 500;

/**
 * Starts what lies ready in the jail, without network and with its files read-only, lists its tools, and kills it with
 * everything it started.
 *
 * @throws what `signal` was aborted with
 */
export async function attemptStart(
  jail: Jail,
  startable: Startable,
  start: Start,
  limits: Limits,
  signal: AbortSignal,
): Promise<Attempt> {
  const other = start.node === undefined ? undefined : await startable.otherNode?.(start.node, signal);
  if (start.node !== undefined && other === undefined) {
    const detail = `It asks for Node.js ${start.node}, which could not be fetched from the npm registry.`;
    return notStarted('runtime-too-old', detail);
  }
  const started = await startServer(jail, startable, start, limits, other).catch((error: unknown) => {
    if (error instanceof CommandRefused) return error;
    throw error;
  });
  if (started instanceof CommandRefused) return notStarted('refused', started.message);
  const { prisoner, home } = started;
  const stop = () => void prisoner.kill();
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) stop();
    const session = await holdSession(prisoner, start, limits, home);
    const { end } = session;
    const { strays, ...said } = session.facts;
    if (end.kind === 'closed') await Promise.race([prisoner.ended, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
    const ports = prisoner.listeningPorts();
    const ending = await prisoner.kill();
    signal.throwIfAborted();
    const stderr = cleanText(prisoner.stderr());
    const stray = cleanText(strays.join('\n'));
    const facts = {
      ...said,
      stderrTail: tailOf(stderr, limits.stderrTailBytes),
      said: stray === '' ? stderr : `${stderr}\n${stray}`,
      ports,
      node: other?.version,
    };
    if (end.kind === 'listed') {
      return { ...facts, code: 'listed', detail: listedDetail(end), tools: end.tools, malformed: end.malformed };
    }
    const verdict = ending.neverStarted
      ? { code: 'sandbox-failed' as const, detail: stderr.trim().split('\n')[0]?.slice(0, 300) ?? '' }
      : judgeFailure({ end, ending, stderr, stray, ports, overHttp: start.transport === 'http' });
    return { ...facts, ...verdict, tools: [], malformed: [] };
  } finally {
    signal.removeEventListener('abort', stop);
    await prisoner.kill();
  }
}

/** What a package, an image or an example wants to be started with cannot be a command line. */
class CommandRefused extends Error {}

async function startServer(
  jail: Jail,
  startable: Startable,
  start: Start,
  limits: Limits,
  other: { mount: Mount; program: string } | undefined,
): Promise<{ prisoner: Prisoner; home: string }> {
  let home = JAIL_HOME;
  const prisoner = await jail.start({
    mounts: other === undefined ? startable.mounts : [...startable.mounts, other.mount],
    root: startable.root,
    limits,
    command: (paths) => {
      home = paths.home;
      // Placeholders name the sandbox's home; without a sandbox it is elsewhere.
      const here = (text: string) => text.replaceAll(JAIL_HOME, home);
      const node = other === undefined ? `${paths.runtime}/node` : paths.at(other.program);
      const { argv, cwd, environment: fixed } = startable.command(paths, node);
      const own = Object.fromEntries(Object.entries(start.environment).map(([name, value]) => [name, here(value)]));
      // The client inside runs on our Node.js, whatever the server runs on.
      const client =
        start.transport === 'http' ? [...paths.node, `${paths.runtime}/http-client.mjs`, `${limits.initializeMs}`] : [];
      const words = [...client, ...argv, ...start.arguments.map(here)] as [string, ...string[]];
      const environment = passableEnvironment({ ...fixed, ...own });
      const problem = commandLineProblem([...words, cwd ?? home, ...Object.entries(environment).flat()]);
      if (problem !== undefined) throw new CommandRefused(problem);
      return { argv: words, cwd: cwd ?? home, environment };
    },
  });
  return { prisoner, home };
}

interface Session {
  end: SessionEnd;
  facts: SessionFacts;
}

/** A session that ends at the latest with the attempt's clock, or when the server turns out to listen on a port instead. */
async function holdSession(prisoner: Prisoner, start: Start, limits: Limits, home: string): Promise<Session> {
  const over = new AbortController();
  let answered = false;
  const session = runSession(prisoner, {
    limits,
    home,
    capabilities: start.capabilities,
    atOnce: start.atOnce,
    onAnswer: () => void (answered = true),
  });
  const ended = (code: OutcomeCode, detail: string): Session => ({
    end: { kind: 'failed', code, detail },
    facts: { strayLines: 0, strays: [], client: { shown: false } },
  });
  const late = sleep(limits.attemptMs, undefined, { signal: over.signal }).then(() =>
    ended('list-timed-out', `It did not list its tools within ${limits.attemptMs} ms.`),
  );
  const elsewhere =
    start.transport === 'http' ? undefined : listensInstead(prisoner, limits, () => answered, over.signal);
  const races = [
    session,
    late,
    elsewhere?.then(() => ended('initialize-timed-out', 'It listens on a port and is silent.')),
  ];
  for (const race of races) race?.catch(() => {}); // The abort below rejects them.
  try {
    return await Promise.race(races.filter((race) => race !== undefined));
  } finally {
    over.abort();
  }
}

/** Resolves when a server has listened on a port for a while without having answered; rejects when `signal` is aborted. */
async function listensInstead(
  prisoner: Prisoner,
  limits: Limits,
  hasAnswered: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  for (let silentMs = 0; silentMs < limits.httpGraceMs;) {
    await sleep(PORTS_MS, undefined, { signal, ref: false });
    if (hasAnswered()) return new Promise(() => {});
    silentMs = prisoner.listeningPorts().length === 0 ? 0 : silentMs + PORTS_MS;
  }
}

function notStarted(code: OutcomeCode, detail: string): Attempt {
  return {
    code,
    detail,
    tools: [],
    malformed: [],
    stderrTail: '',
    said: '',
    ports: [],
    strayLines: 0,
    client: { shown: false },
  };
}

function listedDetail({ tools, malformed }: ToolList): string {
  const refused = malformed.length === 0 ? '' : `, ${malformed.length} more cannot be read`;
  return `It listed ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}${refused}.`;
}
