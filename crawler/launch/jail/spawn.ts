import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import process from 'node:process';
import type { Duplex, Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { coverInherited, type StdioOptions } from './descriptors.ts';
import { GATE_FD, holdGate } from './gate.ts';
import type { Ending, JailLimits, Prisoner } from './jail.ts';
import { hasSeccompFilter, isRunning, listeningPorts, readProcessTree, type ProcessEntry } from './process-tree.ts';
import { keepEnds } from './stderr-buffer.ts';
import { watchUse } from './watch.ts';

/** Descriptors above the standard three that bubblewrap is told to use. */
export const STATUS_FD = 8;
export const SECCOMP_FD = 9;

interface SpawnOptions {
  argv: readonly [string, ...string[]];
  cwd: string;
  environment: Record<string, string>;
  limits: JailLimits;
  /** Open descriptor of the seccomp program, and that bubblewrap reports on {@link STATUS_FD}; absent without sandbox. */
  sandbox?: { seccomp: number } | undefined;
  /** Called when everything has ended, before `ended` resolves. */
  cleanUp(): void | Promise<void>;
}

/** Killed processes are gone within some milliseconds; this bounds the wait for one stuck in the kernel. */
const GONE_MS = 5_000;

/**
 * Starts a program in its own process group with nothing but pipes, watches what it uses, and kills it as a whole.
 *
 * @throws what Node.js throws for a command line that the kernel does not take; nothing is left open then
 */
export function spawnPrisoner(options: SpawnOptions): Prisoner {
  const { limits, sandbox } = options;
  // The filter lands on its number only when the descriptors before it are occupied (sandbox.md, Traps).
  const extra: StdioOptions = sandbox ? ['pipe', 'ignore', 'ignore', 'ignore', 'ignore', 'pipe', sandbox.seccomp] : [];
  const child = spawnCovered(options, ['pipe', 'pipe', 'pipe', ...extra]);
  const streams = child.stdio as unknown as Duplex[];
  const [stdin, stdout, stderr] = streams as unknown as [Writable, Readable, Readable];
  // A server that ends while it is written to is an ending, not an error; the exit tells the story.
  stdin.on('error', () => {});
  const stderrText = keepEnds(stderr, limits.stderrBytes);
  const status = sandbox === undefined ? undefined : keepEnds(streams[STATUS_FD]!, 4096);
  /** The first process inside, once there is one. */
  const init = () => Number(/"child-pid": (\d+)/.exec(status?.() ?? '')?.[1] ?? 0);
  // The filter is installed right after the request to die with the parent.
  const gate = sandbox && holdGate(streams[GATE_FD]!, () => init() > 0 && hasSeccompFilter(init()));

  let exceeded: Ending['exceeded'];
  let exited = false;
  let killed = false;
  let over = false;
  child.once('exit', () => (exited = true));
  let seen: ProcessEntry[] = [];
  const killAll = () => {
    killed ||= !exited;
    const { pid } = child;
    if (pid === undefined) return;
    const killNow = () => {
      // The number may soon be somebody else's.
      if (over) return;
      seen = readProcessTree(pid);
      // With bubblewrap gone, the kernel ends everything in its process namespace; without one, each is killed.
      for (const target of [-pid, ...(sandbox === undefined ? seen.map((entry) => entry.pid) : [])]) tryKill(target);
    };
    // A jail that is still being built could lose its builder and stay; without its program it ends by itself.
    if (gate?.close() === true) setTimeout(killNow, GONE_MS).unref();
    else killNow();
  };
  const stopWatching =
    child.pid === undefined
      ? () => {}
      : watchUse(child.pid, limits, (limit) => {
          exceeded ??= limit;
          killAll();
        });

  const ended = closed(child).then(async ({ code, signal, failed }): Promise<Ending> => {
    stopWatching();
    // Without a sandbox the program's children may outlive it in its process group.
    if (sandbox === undefined && child.pid !== undefined) tryKill(-child.pid);
    over = true;
    await gone(seen);
    await options.cleanUp();
    const reported = /"exit-code"/.test(status?.() ?? '');
    const neverStarted = failed || (sandbox !== undefined && !reported && !killed);
    return { ...decodeExit(code, signal), killed, exceeded, neverStarted };
  });

  return {
    stdin,
    stdout,
    stderr: stderrText,
    ended,
    kill() {
      killAll();
      return ended;
    },
    // Without a network namespace of its own the ports would be those of the whole machine.
    listeningPorts() {
      return init() === 0 ? [] : listeningPorts(init());
    },
  };
}

/** None of our own descriptors is open in the child, and none of this call's stays open here. */
function spawnCovered({ argv, cwd, environment }: SpawnOptions, stdio: StdioOptions): ChildProcess {
  const nothing = openSync('/dev/null', 'r');
  try {
    return spawn(argv[0], argv.slice(1), {
      cwd,
      env: environment,
      detached: true,
      stdio: coverInherited(stdio, nothing),
    });
  } finally {
    closeSync(nothing);
  }
}

/** Resolves when the program has ended and all its pipes are closed. */
function closed(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null; failed: boolean }> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null, failed: true }));
    child.once('close', (code, signal) => resolve({ code, signal, failed: false }));
    child.once('exit', () => {
      // Output must flow for `close` to come, even when nobody reads it any more; and a process that has escaped (which
      // is possible without a sandbox only) must not hold us by keeping the pipe.
      child.stdout?.resume();
      const giveUp = setTimeout(() => child.stdio.forEach((stream) => stream?.destroy()), GONE_MS);
      child.once('close', () => clearTimeout(giveUp));
    });
  });
}

async function gone(processes: ProcessEntry[]): Promise<void> {
  const deadline = Date.now() + GONE_MS;
  while (processes.some(isRunning) && Date.now() < deadline) await sleep(5);
}

/** Sandbox and shell report a signal as 128 + its number. */
function decodeExit(code: number | null, signal: NodeJS.Signals | null): Pick<Ending, 'exitCode' | 'signal'> {
  if (signal !== null) return { exitCode: undefined, signal };
  const number = (code ?? 0) - 128;
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return name === undefined
    ? { exitCode: code ?? undefined, signal: undefined }
    : { exitCode: undefined, signal: name as NodeJS.Signals };
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
