import { gunzipSync } from 'node:zlib';
import type { OutputDirectory } from '../../output/output-directory.ts';
import { newestFirst } from '../document/change-lines.ts';
import { dayPieces, daysOf, type Reckoned } from '../lists.ts';
import type { ApiChange } from '../model/api-change.ts';

/** Changes that are kept while a day is read, as a multiple of those that are wanted. */
const SLACK = 20;

/** The newest changes of the catalogue; a day of half a million of them is read without holding them. */
export function newestChanges(output: OutputDirectory, { stats, removals }: Reckoned, most: number): ApiChange[] {
  let newest: ApiChange[] = [];
  const cut = () => {
    newest = newest.sort(newestFirst).slice(0, most);
  };
  for (const day of daysOf(stats, removals).toReversed()) {
    for (const piece of dayPieces(output, day, removals.get(day) ?? [])) {
      for (const line of gunzipSync(piece).toString().split('\n')) {
        if (line !== '') newest.push(JSON.parse(line) as ApiChange);
      }
      if (newest.length > most * SLACK) cut();
    }
    cut();
    if (newest.length >= most) break;
  }
  return newest;
}
