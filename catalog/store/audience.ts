/** Who reads: everybody, or the operator at his own machine, who also sees servers of private configuration. */
export type Audience = 'public' | 'operator';

/** Rows of `server` that an audience may know of, whether they are shown still or not, as SQL. */
export const knownTo = (audience: Audience): string =>
  audience === 'public' ? `server.visibility = 'public'` : 'TRUE';

/** Rows of `server` that are shown to an audience, as SQL. */
export const shownTo = (audience: Audience): string => `server.status <> 'deleted' AND ${knownTo(audience)}`;
