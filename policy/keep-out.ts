import type { Policy } from './model.ts';
import { WILDCARD } from './tool-name-map.ts';

/**
 * The policy that keeps one tool out, whatever its verdict, and allows no other: as {@link file://./recommend.ts} does with a
 * Destructive one. `*` is never named: under `hide` it would stand for every tool, and the default denies it.
 */
export function keepOut(tool: string): Policy {
  return { version: '1', default: 'deny', ...(tool === WILDCARD ? {} : { hide: [tool] }) };
}
