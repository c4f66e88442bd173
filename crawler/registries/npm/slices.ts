import { Rejected } from '../../../catalog/errors.ts';

/** A part of the search that holds some keywords and lacks others; together the parts of one level are the whole. */
export interface Slice {
  /** Which of {@link QUERIES} it is a part of. */
  query: number;
  /** One letter per keyword of {@link SPLITTERS}: `w` with it, `o` without it. */
  path: string;
}

/** What is searched for, in turn; the second leaves out what the first has found. */
export const QUERIES = [
  { with: ['mcp-server'], without: [] },
  { with: ['modelcontextprotocol'], without: ['mcp-server'] },
] as const;

/** Keywords that halve what is too much to be paged through, commonest first. */
export const SPLITTERS = [
  'mcp',
  'model-context-protocol',
  'ai',
  'claude',
  'typescript',
  'llm',
  'cli',
  'api',
  'agent',
  'automation',
  'cursor',
  'anthropic',
] as const;

/**
 * The search text of a slice: `+` joins keywords that must be there, `,-` begins one that must not
 * (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md#get-v1search, https://api-docs.npms.io).
 */
export function searchText({ query, path }: Slice): string {
  const chosen = SPLITTERS.slice(0, path.length).map((keyword, i) => ({ keyword, side: path[i] }));
  const with_ = [...QUERIES[query]!.with, ...chosen.filter(({ side }) => side === 'w').map(({ keyword }) => keyword)];
  const without = [
    ...QUERIES[query]!.without,
    ...chosen.filter(({ side }) => side === 'o').map(({ keyword }) => keyword),
  ];
  return `keywords:${[with_.join('+'), ...without.map((keyword) => `-${keyword}`)].join(',')}`;
}

/** The slice after this one, in the order with, without; `undefined` after the last. */
export function nextSlice({ query, path }: Slice): Slice | undefined {
  const kept = path.replace(/o+$/, '');
  if (kept !== '') return { query, path: `${kept.slice(0, -1)}o` };
  return query + 1 < QUERIES.length ? { query: query + 1, path: '' } : undefined;
}

/** Where a listing goes on: a slice, and how many of its packages are behind. */
export interface Position {
  slice: Slice;
  from: number;
  /** Whether the search has shown less than it counted, so that the pass withdraws nothing. */
  partial: boolean;
}

/** `<query>:<path>@<from>[~]`; `~` says that something is missing. */
export const writePosition = ({ slice: { query, path }, from, partial }: Position): string =>
  `${query}:${path}@${from}${partial ? '~' : ''}`;

/** @throws Rejected for a text that {@link writePosition} did not make */
export function readPosition(text: string): Position {
  const [, query, path, from, missing] = /^(\d):([wo]{0,12})@(\d{1,6})(~?)$/.exec(text) ?? [];
  if (query === undefined || Number(query) >= QUERIES.length)
    throw new Rejected('the cursor of the npm search means nothing');
  return { slice: { query: Number(query), path: path! }, from: Number(from), partial: missing === '~' };
}
