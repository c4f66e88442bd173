import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

/**
 * Ends what a killed launcher can leave behind: a bubblewrap that lost its other half before the jail was built waits for it
 * for ever. It has not started anything (see gate.ts).
 *
 * @param workDir the dead launcher's own directory, whose random name stands in bubblewrap's command line
 */
export function killBubblewrapOf(workDir: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (program === 'bwrap' && args.some((arg) => arg.startsWith(`${workDir}/`)))
        process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Ended meanwhile.
    }
  }
}
