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
