import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Command lines of all processes on this machine that mention a text. */
export function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(text) ? [command] : [];
      } catch {
        return []; // Ended meanwhile.
      }
    });
}

/**
 * The same of strangers' programs alone. The sandbox's own name them too before they run, and a bubblewrap that lost its
 * launcher before the jail was built stands until the next run (crawler/launch/jail/leftover.ts).
 */
export function strangersWith(text: string): string[] {
  return processesWith(text).filter((command) => !/^(?:\S*\/)?(?:setpriv|bwrap|prlimit|sh|env) /.test(command));
}

/**
 * Waits for what another process brings about.
 *
 * @throws when it has not come about after a minute, which is for ever
 */
export async function until(what: string, condition: () => boolean): Promise<void> {
  for (let i = 0; i < 12_000; i++) {
    if (condition()) return;
    await sleep(5);
  }
  throw new Error(`waited in vain until ${what}`);
}
