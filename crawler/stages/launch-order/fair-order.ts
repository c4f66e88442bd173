import type { LaunchCandidate } from '../../../catalog/store/launch-candidates.ts';
import { publisherKey } from '../../inspect/publisher.ts';

/**
 * The same servers so that each publisher's first one comes before any publisher's second one, and so on; otherwise in the
 * order given. One registry namespace has held more than a thousand servers, which would keep everybody else waiting.
 */
export function fairOrder<T extends LaunchCandidate>(ordered: readonly T[]): T[] {
  const seen = new Map<string, number>();
  const turns: T[][] = [];
  for (const item of ordered) {
    const publisher = publisherKey(item);
    const turn = seen.get(publisher) ?? 0;
    seen.set(publisher, turn + 1);
    (turns[turn] ??= []).push(item);
  }
  return turns.flat();
}
