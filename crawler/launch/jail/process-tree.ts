import { readdirSync, readFileSync } from 'node:fs';

/** One process: who started it, and what tells it from a later one with the same number. */
export interface ProcessEntry {
  pid: number;
  parent: number;
  /** Start time in clock ticks since boot. */
  started: number;
  /** Processor time used by it and by its children that have ended, in seconds. */
  cpuSeconds: number;
}

/** Ticks per second of the times in /proc; 100 on every Linux that Node.js runs on (USER_HZ). */
const TICKS = 100;

/** A process and all its descendants, from one look at /proc; empty when it is gone. */
export function readProcessTree(root: number): ProcessEntry[] {
  const children = new Map<number, ProcessEntry[]>();
  let found: ProcessEntry | undefined;
  for (const name of readdirSync('/proc')) {
    const entry = /^\d+$/.test(name) ? readProcess(Number(name)) : undefined;
    if (entry === undefined) continue;
    if (entry.pid === root) found = entry;
    const siblings = children.get(entry.parent);
    if (siblings === undefined) children.set(entry.parent, [entry]);
    else siblings.push(entry);
  }
  const tree = found === undefined ? [] : [found];
  // The loop reaches what it appends; a process has one parent, so there is no cycle.
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Whether a process still runs: the same number with the same start, and no zombie. */
export function isRunning(entry: ProcessEntry): boolean {
  return readProcess(entry.pid)?.started === entry.started;
}

function readProcess(pid: number): ProcessEntry | undefined {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses and may hold anything, parentheses too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 20 || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const [user, system, childUser, childSystem] = [11, 12, 13, 14].map((i) => Number(fields[i]));
  return {
    pid,
    parent: Number(fields[1]),
    started: Number(fields[19]),
    cpuSeconds: (user! + system! + childUser! + childSystem!) / TICKS,
  };
}

/**
 * Memory of a process that is its own: anonymous pages and shared memory, but not the pages of program files, which
 * processes have in common. Bytes; 0 when the process is gone.
 */
export function ownMemory(pid: number): number {
  const status = readOrEmpty(`/proc/${pid}/status`);
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
  return (kilobytes('RssAnon') + kilobytes('RssShmem')) * 1024;
}

/** Bytes that a process has passed to write calls (files, pipes and sockets alike); 0 when that may not be read. */
export function writtenBytes(pid: number): number {
  return Number(/^wchar: (\d+)$/m.exec(readOrEmpty(`/proc/${pid}/io`))?.[1] ?? 0);
}

/** Whether a process has a seccomp filter installed. */
export function hasSeccompFilter(pid: number): boolean {
  return /^Seccomp:\s+2$/m.test(readOrEmpty(`/proc/${pid}/status`));
}

/** TCP ports that something in the network namespace of a process listens on. */
export function listeningPorts(pid: number): number[] {
  const LISTEN = '0A';
  const ports = ['tcp', 'tcp6'].flatMap((table) =>
    readOrEmpty(`/proc/${pid}/net/${table}`)
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === LISTEN)
      .map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)),
  );
  return [...new Set(ports)].filter((port) => port > 0).sort((a, b) => a - b);
}

/** Processes end while they are looked at; what is gone reads as empty. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
