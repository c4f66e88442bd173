import type { Readable, Writable } from 'node:stream';

/** A directory or file of ours that a command can see. */
export interface Mount {
  source: string;
  /** Absolute path by which the command knows it. */
  target: string;
  writable: boolean;
}

/** Where things are, as seen by the command. Without a sandbox these are the real paths. */
export interface JailPaths {
  home: string;
  temp: string;
  /** Directory of the `node` and `pnpm` programs, the bridge and the certificates. */
  runtime: string;
  /** The command that runs our own Node.js, also among the files of another system. */
  node: string[];
  /** The path of a mount, given its target. */
  at: (target: string) => string;
}

/** Resource limits of one command; the meaning of each is in limits.ts. */
export interface JailLimits {
  cpuSeconds: number;
  dataBytes: number;
  residentBytes: number;
  processes: number;
  openFiles: number;
  fileBytes: number;
  homeBytes: number;
  tempBytes: number;
  sharedMemoryBytes: number;
  /** Bytes that all processes together may pass to write calls; `undefined` where the file systems are the bound. */
  writtenBytes?: number | undefined;
  stderrBytes: number;
  watchMs: number;
}

/** What to run and what it may see and use. */
export interface JailRequest {
  mounts: Mount[];
  /** A folder of ours whose files stand in the place of the system's; only where the jail takes it. */
  root?: string | undefined;
  limits: JailLimits;
  /** Builds the command from the paths inside. The environment holds only what stands here and the jail's own basics. */
  command: (paths: JailPaths) => { argv: [string, ...string[]]; cwd: string; environment: Record<string, string> };
}

/** How a process ended. */
export interface Ending {
  /** Exit code; `undefined` when a signal ended it. */
  exitCode: number | undefined;
  signal: NodeJS.Signals | undefined;
  /** We killed it while it ran, so that code and signal say nothing about it. */
  killed: boolean;
  /** The limit that made us kill it. */
  exceeded: 'memory' | 'cpu' | 'written' | undefined;
  /** The sandbox never came to start the program: nothing is known about the program. */
  neverStarted: boolean;
}

/** A running command. */
export interface Prisoner {
  stdin: Writable;
  stdout: Readable;
  /** Standard error so far: the first and the last bytes of it, within the limit. */
  stderr(): string;
  /** Resolves once the command and every process that it started are gone. Never rejects. */
  ended: Promise<Ending>;
  /** Kills the command with everything it started. */
  kill(): Promise<Ending>;
  /** TCP ports that it listens on, as far as that can be told. */
  listeningPorts(): number[];
}

/** A way to run a stranger's program. */
export interface Jail {
  /** What isolates, for the record, e.g. `bubblewrap 0.8.0, seccomp`. */
  readonly description: string;
  /** Whether commands have a network of their own, in which every port is theirs. */
  readonly ownNetwork: boolean;
  /** Whether it can show another system's files in the place of this one's. */
  readonly takesRoots: boolean;
  /** Starts a command; a command that cannot be started ends with `neverStarted`. */
  start(request: JailRequest): Promise<Prisoner>;
}

/** Home directory inside the sandbox; placeholder paths point there. */
export const JAIL_HOME = '/home/u';

/** Where the directory of our own programs is seen inside the sandbox. Nobody else has anything there. */
export const JAIL_RUNTIME = '/run/toolgate';
