import type { Visibility } from '../model/registry-entry.ts';
import type { Sqlite } from './database.ts';

/** An entry as it is about to be stored. */
export interface MarkedEntry {
  registry: string;
  nativeId: string;
  visibility: Visibility;
  at: string;
}

/**
 * What becomes of the server of an entry that turns public or private: it was made of what the entry said under the other
 * mark, and nothing of that may stay where it is shown. One that other entries are of too is made anew from those.
 *
 * @returns a function to be called before such an entry is stored; of any other it changes nothing
 */
export function changedMark(db: Sqlite): (entry: MarkedEntry) => void {
  // Of what turns private it is not even told that it is gone.
  const leave = db
    .prepare<MarkedEntry, string>(
      `UPDATE server SET status = 'deleted', status_message = 'no longer listed', record_hash = 'withdrawn', changed_at = @at,
         visibility = iif(@visibility = 'private', 'private', visibility)
       WHERE id = (SELECT server_id FROM entry
           WHERE registry = @registry AND native_id = @nativeId AND visibility <> @visibility)
         AND (SELECT count(*) FROM entry WHERE entry.server_id = server.id) = 1 RETURNING slug`,
    )
    .pluck();
  // Its former address, and those of its tools, lead nowhere any more.
  const hideHome = db.prepare<MarkedEntry>(
    `UPDATE server SET visibility = 'private'
     WHERE id = (SELECT home_id FROM entry WHERE registry = @registry AND native_id = @nativeId AND visibility <> @visibility)
       AND status = 'deleted' AND (SELECT count(*) FROM entry WHERE entry.home_id = server.id) = 1`,
  );
  // Findings of others name it in their evidence; all of theirs go with their inspection, and the next one makes them anew.
  const inspectAgain = db.prepare<{ named: string }>(
    `DELETE FROM inspection WHERE server_id IN (SELECT server_id FROM server_finding WHERE instr(evidence, @named))`,
  );
  const inspectAll = db.prepare(`DELETE FROM inspected_catalogue`);
  return (entry) => {
    const slug = leave.get(entry);
    if (entry.visibility === 'public') return;
    hideHome.run(entry);
    if (slug === undefined) return;
    const named = JSON.stringify({ server: slug }).slice(1, -1);
    inspectAgain.run({ named });
    inspectAll.run();
  };
}
