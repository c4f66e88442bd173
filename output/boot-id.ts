import { readFileSync } from 'node:fs';

/**
 * What the system calls the time since the machine was last started: another one after each start, and on each machine.
 *
 * @returns `undefined` where the system has no such name
 */
export function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}
