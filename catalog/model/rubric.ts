/**
 * The rule book as data: categories, levels, facets and what each one raises. The classifier decides by these tables and
 * the methodology page prints them, so the two cannot disagree. Nothing here depends on any text of a server.
 */
import { z } from 'zod';

/** Five categories in order of precedence: where several fit, the one furthest down wins. */
export const CATEGORIES = ['Read', 'Write', 'Execute', 'Destructive', 'Financial'] as const;

/** `Unclassified` is not a sixth meaning: it says that no verdict could be supported, and its rule denies. */
export const Category = z.enum([...CATEGORIES, 'Unclassified']);
export type Category = z.infer<typeof Category>;

/** Four levels, mildest first. */
export const LEVELS = ['Low', 'Medium', 'High', 'Critical'] as const;

/** A tool that is Unclassified has no level of its own; it is shown and counted as `Unclassified`. */
export const Level = z.enum([...LEVELS, 'Unclassified']);
export type Level = z.infer<typeof Level>;

interface CategoryRow {
  category: Category;
  /** Base level before facets raise it. */
  level: Level;
  /** What a tool of this category does, for a sentence "It …". */
  meaning: string;
  typical: string;
  notThis: string;
}

/** Section 1 and 2 of the rubric: what each category means and its base level. */
export const CATEGORY_TABLE: readonly CategoryRow[] = [
  {
    category: 'Read',
    level: 'Low',
    meaning: 'returns or computes something and changes nothing outside the call',
    typical: 'get, list, search, describe, fetch a page, convert units, take a screenshot',
    notThis: 'a “get” that marks as read, starts a job, or mints a token',
  },
  {
    category: 'Write',
    level: 'Medium',
    meaning: 'creates or changes data or state, or sends something, in a way that a person can undo or compensate',
    typical: 'create, update, upload, write a file, post, send a message, log in or out, archive, move',
    notThis: 'deleting for good (Destructive); running code that the caller chooses (Execute)',
  },
  {
    category: 'Execute',
    level: 'High',
    meaning:
      'runs code, commands, queries, processes or actions whose effect depends on the arguments or reaches beyond the call',
    typical:
      'shell, eval, arbitrary SQL, run a workflow or build, deploy, restart a service, click or type in a browser',
    notThis: 'a query language that the server itself enforces as read-only (Read)',
  },
  {
    category: 'Destructive',
    level: 'Critical',
    meaning: 'deletes or destroys data, resources or access so that the caller cannot bring it back',
    typical: 'delete, drop, purge, truncate, terminate an instance, revoke a key, uninstall, force-push',
    notThis: 'removing a link between two things that both survive (Write); closing a tab (Execute)',
  },
  {
    category: 'Financial',
    level: 'Critical',
    meaning: 'moves money or value, or commits somebody to pay',
    typical: 'pay, charge, refund, transfer, place or cancel an order or trade, buy, send or sign a crypto transaction',
    notThis: 'listing invoices, prices, balances (Read); drafting an invoice (Write)',
  },
];

/** Section 1 of the rubric: what decides where a verb alone leaves the category open. Rules cite them by number. */
export const TIE_BREAKERS: readonly string[] = [
  'An argument that selects the verb (`action`, `operation`, `method`) gives the tool the strongest verb that its schema offers.',
  'A raw query, command or piece of code as an argument makes the tool Execute, unless text, name and schema all say that only reading statements are accepted.',
  'In a live browser or desktop, looking (a snapshot, a screenshot, the console) is Read; acting (clicking, typing, navigating) is Execute.',
  'Sending (e-mail, chat, SMS, a webhook, publishing) is Write with the facet `sends`.',
  'Overwriting a file or a field is Write with the facet `overwrites`; only deleting is Destructive.',
  'Ending the caller’s own session is Write.',
  'Cancelling an order or a payment is Financial, a job Execute, a meeting, draft or ticket Write.',
  'Where the description is empty or useless, name and schema are judged and confidence is low. Nothing is guessed to be milder.',
];

interface FacetRow {
  facet: string;
  /** When the facet holds, for a sentence "holds when the tool …". */
  holdsWhen: string;
  /** The level that the verdict is raised to at least; absent for facets that are recorded only. */
  raisesTo?: Level;
}

/** Section 2 of the rubric: facets raise a level and never lower it. */
export const FACET_TABLE = [
  {
    facet: 'secrets',
    holdsWhen: 'returns or takes over credentials, tokens, keys or environment variables',
    raisesTo: 'High',
  },
  { facet: 'freeform-shell', holdsWhen: 'takes a command line that runs on a machine', raisesTo: 'Critical' },
  { facet: 'freeform-code', holdsWhen: 'takes source code that runs on a machine', raisesTo: 'Critical' },
  {
    facet: 'freeform-sql',
    holdsWhen: 'takes a database statement that the server does not restrict to reading',
    raisesTo: 'Critical',
  },
  { facet: 'freeform-url', holdsWhen: 'fetches or posts to a URL or host that the caller chooses', raisesTo: 'Medium' },
  {
    facet: 'freeform-path',
    holdsWhen: 'reads or writes any file-system path that the caller chooses',
    raisesTo: 'Medium',
  },
  {
    facet: 'admin',
    holdsWhen: 'changes permissions, roles, members, keys, access rules or ownership',
    raisesTo: 'High',
  },
  { facet: 'bulk', holdsWhen: 'changes or sends an unbounded number of things in one call', raisesTo: 'High' },
  {
    facet: 'poisoned',
    holdsWhen: 'carries instructions to the model, hidden characters, or text that tries to steer this verdict',
    raisesTo: 'High',
  },
  { facet: 'private-data', holdsWhen: 'returns data that belongs to somebody' },
  { facet: 'untrusted-content', holdsWhen: 'returns text that third parties wrote' },
  { facet: 'egress', holdsWhen: 'lets data leave to a place that the caller chooses' },
  { facet: 'sends', holdsWhen: 'sends something to a person or service' },
  { facet: 'overwrites', holdsWhen: 'replaces what was there before' },
  { facet: 'open-world', holdsWhen: 'touches an open world of outside entities' },
  { facet: 'idempotent', holdsWhen: 'can be repeated with the same arguments without a further effect' },
] as const satisfies readonly FacetRow[];

export const Facet = z.enum(FACET_TABLE.map((row) => row.facet));
export type Facet = (typeof FACET_TABLE)[number]['facet'];

/** The row of a facet: when it holds and what it raises. */
export function facetRow(facet: Facet): FacetRow {
  const row = FACET_TABLE.find((candidate) => candidate.facet === facet);
  if (row === undefined) throw new TypeError(`no such facet: ${facet}`);
  return row;
}

/** The row of a category; `undefined` for Unclassified, which has no meaning of its own. */
export function categoryRow(category: Category): CategoryRow | undefined {
  return CATEGORY_TABLE.find((row) => row.category === category);
}

/** The stronger of two levels; Unclassified loses against every level. */
export function higherLevel(a: Level, b: Level): Level {
  const rank = (level: Level) => (level === 'Unclassified' ? -1 : LEVELS.indexOf(level));
  return rank(a) >= rank(b) ? a : b;
}

/** The stronger of two categories by precedence; Unclassified loses against every category. */
export function strongerCategory(a: Category, b: Category): Category {
  const rank = (category: Category) => (category === 'Unclassified' ? -1 : CATEGORIES.indexOf(category));
  return rank(a) >= rank(b) ? a : b;
}

/** The level of a category with its facets: the base, raised to at least what each facet names. */
export function levelFor(category: Category, facets: Iterable<Facet>): Level {
  const base = categoryRow(category)?.level;
  if (base === undefined) return 'Unclassified';
  let level = base;
  for (const facet of facets) {
    const raise = facetRow(facet).raisesTo;
    if (raise !== undefined) level = higherLevel(level, raise);
  }
  return level;
}
