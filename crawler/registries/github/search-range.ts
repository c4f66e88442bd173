/** Parts of a search that hold few enough results, and how far a listing has come in them. */
import { Rejected } from '../../../catalog/errors.ts';

/** Asked one after the other; each leaves out what the ones before it have. */
const TOPICS = ['mcp-server', 'modelcontextprotocol'] as const;

/** GitHub began in 2008 (https://en.wikipedia.org/wiki/GitHub); a repository is given its topics whenever. */
const FIRST_SECOND = Date.UTC(2008, 0, 1) / 1000;
/** No repository has half as many (2026-11). */
const MOST_STARS = 2 ** 20 - 1;

/** From and to, both included. */
type Bounds = readonly [from: number, to: number];

/** A query: a topic, when the repository was created (seconds), and its stars where a second alone holds too many. */
export interface SearchRange {
  topic: number;
  created: Bounds;
  stars?: Bounds | undefined;
}

/** How far a listing has come: the page of the first range that is read next, and all ranges that are left. */
export interface Place {
  page: number;
  ranges: readonly SearchRange[];
  /** Whether a page has shown less than was counted, so that the pass withdraws nothing. */
  partial: boolean;
}

/** The beginning of a pass: everything that was created until now. */
export function firstPlace(now: Date): Place {
  const created: Bounds = [FIRST_SECOND, Math.floor(now.getTime() / 1000)];
  return { page: 1, ranges: TOPICS.map((_, topic) => ({ topic, created })), partial: false };
}

/** In the words of https://docs.github.com/search-github/searching-on-github/searching-for-repositories */
export function queryOf({ topic, created, stars }: SearchRange): string {
  const date = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', 'Z');
  return [
    `topic:${TOPICS[topic]}`,
    ...TOPICS.slice(0, topic).map((earlier) => `-topic:${earlier}`),
    `created:${created.map(date).join('..')}`,
    ...(stars === undefined ? [] : [`stars:${stars.join('..')}`]),
  ].join(' ');
}

/** Two halves that hold the same together, or nothing when it cannot be divided any further. */
export function splitRange(range: SearchRange): readonly [SearchRange, SearchRange] | undefined {
  const times = halves(range.created);
  if (times !== undefined)
    return [
      { ...range, created: times[0] },
      { ...range, created: times[1] },
    ];
  const counts = halves(range.stars ?? [0, MOST_STARS]);
  return (
    counts && [
      { ...range, stars: counts[0] },
      { ...range, stars: counts[1] },
    ]
  );
}

function halves([from, to]: Bounds): readonly [Bounds, Bounds] | undefined {
  if (from >= to) return undefined;
  const middle = Math.floor((from + to) / 2);
  return [
    [from, middle],
    [middle + 1, to],
  ];
}

/** As the cursor that is stored: `<page>[~]@<topic>:<from>-<to>[:<stars>-<stars>],…`; `~` says that something is missing. */
export function writePlace({ page, ranges, partial }: Place): string {
  const texts = ranges.map(({ topic, created, stars }) =>
    [topic, created.join('-'), ...(stars === undefined ? [] : [stars.join('-')])].join(':'),
  );
  return `${page}${partial ? '~' : ''}@${texts.join(',')}`;
}

/** Halving a range down to a single number of stars leaves some 50 behind; more was never written. */
const MAX_RANGES = 200;
const RANGE = /^(\d):(\d{10})-(\d{10})(?::(\d{1,7})-(\d{1,7}))?$/;

/** @throws Rejected for a cursor that {@link writePlace} never made */
export function readPlace(cursor: string): Place {
  const reject = () => new Rejected('the stored cursor is none of the GitHub search');
  const [, page, missing, rest = ''] = /^(\d{1,2})(~?)@(.{1,10000})$/.exec(cursor) ?? [];
  const texts = rest.split(',');
  if (page === undefined || Number(page) < 1 || texts.length > MAX_RANGES) throw reject();
  const ranges = texts.map((text): SearchRange => {
    const [, topic, from, to, low, high] = RANGE.exec(text) ?? [];
    if (topic === undefined || TOPICS[Number(topic)] === undefined) throw reject();
    const stars: Bounds | undefined = low === undefined ? undefined : [Number(low), Number(high)];
    return { topic: Number(topic), created: [Number(from), Number(to)], ...(stars && { stars }) };
  });
  return { page: Number(page), ranges, partial: missing === '~' };
}
