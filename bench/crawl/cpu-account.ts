import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Counts processor time of this process and everything that it starts. */
export interface CpuAccount {
  seconds(): number;
  /** How it is counted, for the record. */
  readonly how: string;
  close(): void;
}

/**
 * Opens an account: a control group of our own where the machine lets us make one, which counts every process to the end. The
 * sandbox ends servers by killing their outermost process, so the times that a parent is told of its children miss most of it;
 * without a control group that lower bound is all there is.
 */
export function openCpuAccount(): CpuAccount {
  for (const open of [openVersion1, openVersion2]) {
    try {
      return open();
    } catch {
      // Not this kind of machine, or not our right.
    }
  }
  return { seconds: ownSeconds, how: 'by the parent’s count of its children, a lower bound', close: () => {} };
}

const openVersion1 = () =>
  openGroup(
    `/sys/fs/cgroup/cpuacct${groupOf(/^\d+:(?:.*,)?cpuacct(?:,.*)?:(.*)$/m)}`,
    (group) => Number(readFileSync(path.join(group, 'cpuacct.usage'), 'utf8')) / 1e9,
  );

const openVersion2 = () =>
  openGroup(
    `/sys/fs/cgroup${groupOf(/^0::(.*)$/m)}`,
    (group) => Number(/^usage_usec (\d+)$/m.exec(readFileSync(path.join(group, 'cpu.stat'), 'utf8'))![1]) / 1e6,
  );

/** The group that this process is in. */
function groupOf(pattern: RegExp): string {
  const [, group] = pattern.exec(readFileSync('/proc/self/cgroup', 'utf8')) ?? [];
  if (group === undefined) throw new TypeError('no such control group');
  return group;
}

function openGroup(parent: string, seconds: (group: string) => number): CpuAccount {
  const group = path.join(parent, `toolgate-bench-${process.pid}`);
  const enter = (dir: string) => writeFileSync(path.join(dir, 'cgroup.procs'), String(process.pid));
  mkdirSync(group);
  const close = () => {
    enter(parent);
    rmdirSync(group);
  };
  try {
    enter(group);
    seconds(group);
  } catch (error) {
    close();
    throw error;
  }
  return { seconds: () => seconds(group), how: 'by a control group', close };
}

/** Ticks per second of the times in /proc: https://man7.org/linux/man-pages/man7/time.7.html */
const TICKS = 100;

function ownSeconds(): number {
  // The name of the program stands in brackets and may hold anything; times are fields 14 to 17.
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}
