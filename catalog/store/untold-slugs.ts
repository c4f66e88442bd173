import { knownTo, type Audience } from './audience.ts';
import type { Sqlite } from './database.ts';

/** Slugs that may be named nowhere: of private servers, and former ones that led to these; sorted. */
export function untoldSlugs(db: Sqlite, audience: Audience): () => string[] {
  const hidden = db.prepare<[], { id: number; slug: string }>(
    `SELECT id, slug FROM server WHERE NOT (${knownTo(audience)})`,
  );
  const merged = db.prepare<[number], { id: number; slug: string }>(
    `SELECT id, slug FROM server WHERE merged_into = ?`,
  );
  return () => {
    const slugs = new Map(hidden.all().map(({ id, slug }) => [id, slug]));
    // A map goes on to what is added while it is walked.
    for (const id of slugs.keys()) for (const former of merged.all(id)) slugs.set(former.id, former.slug);
    return [...slugs.values()].sort();
  };
}
