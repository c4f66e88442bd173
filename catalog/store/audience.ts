/**
 * Who reads: everybody, or the operator at his own machine, who also sees servers of private configuration. Or everybody,
 * but without some servers, by their ids: those that nothing can be published of have no page that one could be led to.
 */
export type Audience = 'public' | 'operator' | { publicWithout: ReadonlySet<number> };

/** Rows of `server` that an audience may know of, whether they are shown still or not, as SQL. */
export const knownTo = (audience: Audience): string =>
  audience === 'operator' ? 'TRUE' : `server.visibility = 'public'`;

/** Whether a server is left out, though others of its kind are shown. */
export const isLeftOut = (audience: Audience, id: number): boolean =>
  typeof audience === 'object' && audience.publicWithout.has(id);

/** Rows of `server` that are not left out, as SQL. */
export const notLeftOut = (audience: Audience): string =>
  typeof audience === 'object' ? `server.id NOT IN (${[...audience.publicWithout].join()})` : 'TRUE';

/** Rows of `server` that are shown to an audience, as SQL. */
export const shownTo = (audience: Audience): string =>
  `server.status <> 'deleted' AND ${knownTo(audience)} AND ${notLeftOut(audience)}`;
