import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

const PAGE_BYTES = 4096;

/** Resident memory of every process below this one, in MB. What they share counts for each, so this is an upper bound. */
export function startedMemory(): number {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      // The name of the program stands in brackets and may hold anything.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      parents.set(Number(name), Number(fields[1]));
      resident.set(Number(name), Number(fields[21]) * PAGE_BYTES);
    } catch {
      // It ended meanwhile.
    }
  }
  const isBelow = (pid: number): boolean => {
    let at = parents.get(pid);
    for (let steps = 0; at !== undefined && at > 1 && steps < 50; steps++) {
      if (at === process.pid) return true;
      at = parents.get(at);
    }
    return false;
  };
  return [...resident].reduce((sum, [pid, bytes]) => sum + (isBelow(pid) ? bytes : 0), 0) / 1e6;
}
