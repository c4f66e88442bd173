import { readdirSync, readFileSync } from 'node:fs';

/** Per descriptor: a pipe to us, nothing, or one of our own descriptors. */
export type StdioOptions = ('pipe' | 'ignore' | number)[];

/**
 * Descriptors that Toolgate was started with (by a shell, a service manager) are inherited by what it starts. Node.js closes
 * only the lowest of them, so the others are replaced by `nothing`.
 */
export function coverInherited(stdio: StdioOptions, nothing: number): StdioOptions {
  const CLOSE_ON_EXEC = 0o2000000;
  const covered = [...stdio];
  for (const name of readdirSync('/proc/self/fd')) {
    const fd = Number(name);
    if (fd < stdio.length) continue;
    let flags: number;
    try {
      flags = Number.parseInt(/^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0', 8);
    } catch {
      continue; // The descriptor of this very listing.
    }
    if ((flags & CLOSE_ON_EXEC) !== 0) continue;
    while (covered.length < fd) covered.push('ignore');
    covered[fd] = nothing;
  }
  return covered;
}
