import type { Ending, JailLimits } from './jail.ts';
import { ownMemory, readProcessTree, writtenBytes } from './process-tree.ts';

/**
 * Watches what a process and its descendants use together, which no rlimit bounds, and reports the first limit that is
 * exceeded.
 *
 * @returns a function that stops watching
 */
export function watchUse(
  root: number,
  limits: JailLimits,
  onExceeded: (limit: NonNullable<Ending['exceeded']>) => void,
): () => void {
  // Processes that end take their counts with them, so the highest total seen counts.
  let written = 0;
  const timer = setInterval(() => {
    const tree = readProcessTree(root);
    const total = (count: (pid: number) => number) => tree.reduce((sum, { pid }) => sum + count(pid), 0);
    if (total(ownMemory) > limits.residentBytes) return onExceeded('memory');
    if (tree.reduce((sum, process) => sum + process.cpuSeconds, 0) > limits.cpuSeconds) return onExceeded('cpu');
    if (limits.writtenBytes === undefined) return;
    written = Math.max(written, total(writtenBytes));
    if (written > limits.writtenBytes) onExceeded('written');
  }, limits.watchMs);
  return () => clearInterval(timer);
}
