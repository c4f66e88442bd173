import type { DecidedBy } from '../model/classification.ts';
import type { Category, Facet, Level } from '../model/rubric.ts';
import { LEGS, legsOf, type Leg } from '../model/trifecta.ts';
import type { CatalogueFigures } from './catalogue-figures.ts';

/** What a hint of a tool says, where it says anything. */
export type Hint = 'yes' | 'no' | 'not declared';

/** Who decided about how many tools: the kinds of `DecidedBy`, with the versions that tell verdicts apart. */
export interface JudgeCount {
  kind: DecidedBy['kind'];
  version: string | null;
  model: string | null;
  promptVersion: string | null;
  tools: number;
}

/** A current tool with its verdict, if it has one on the definition that it has now; facets, and who decided, as JSON. */
export type JudgedRow = [
  serverId: number,
  category: Category | null,
  level: Level | null,
  facets: string | null,
  readOnly: Hint,
  destructive: Hint,
  bytes: number,
  decidedBy: string | null,
];

/** Tools of which everything but server and size is the same. */
interface Alike {
  category: Category;
  level: Level;
  /** A bit for each of {@link LEGS}. */
  legs: number;
  readOnly: Hint;
  destructive: Hint;
  tools: number;
}

/** Legs that any tool of a server has, as bits, and the bytes of its definitions. */
interface OfServer {
  legs: number;
  bytes: number;
}

type JudgedFigures = Pick<
  CatalogueFigures,
  'byCategoryAndLevel' | 'legs' | 'serversWithAllLegs' | 'hints' | 'judges' | 'listBytes'
>;

const ALL_LEGS = (1 << LEGS.length) - 1;

/**
 * What tools come to by their verdicts and hints. One walk for all of it: reaching the verdict of a tool costs more than
 * counting it. There are a few hundred kinds of tools, so rows are sorted into these first.
 */
export function judgedFigures(rows: Iterable<JudgedRow>): JudgedFigures {
  const kinds = new Map<string, Alike>();
  const servers = new Map<number, OfServer>();
  const deciders = new Map<string, number>();
  for (const [serverId, category, level, facets, readOnly, destructive, bytes, decidedBy] of rows) {
    const key = `${category} ${level} ${facets} ${readOnly} ${destructive}`;
    let kind = kinds.get(key);
    if (kind === undefined) {
      const known = { category: category ?? 'Unclassified', level: level ?? 'Unclassified', legs: bitsOf(facets) };
      kinds.set(key, (kind = { ...known, readOnly, destructive, tools: 0 }));
    }
    kind.tools += 1;
    if (decidedBy !== null) deciders.set(decidedBy, (deciders.get(decidedBy) ?? 0) + 1);
    const server = servers.get(serverId);
    if (server === undefined) servers.set(serverId, { legs: kind.legs, bytes });
    else {
      server.legs |= kind.legs;
      server.bytes += bytes;
    }
  }
  const all = [...kinds.values()];
  const having = [...servers.values()];
  const legs = Object.fromEntries(
    LEGS.map((leg, bit) => [
      leg,
      {
        tools: sum(all.filter((kind) => has(kind, bit))),
        servers: having.filter((server) => has(server, bit)).length,
      },
    ]),
  ) as Record<Leg, { tools: number; servers: number }>;
  return {
    byCategoryAndLevel: counted(all, ({ category, level }) => ({ category, level })),
    legs,
    serversWithAllLegs: having.filter((server) => server.legs === ALL_LEGS).length,
    hints: counted(all, ({ readOnly, destructive, category }) => ({ readOnly, destructive, category })),
    judges: judgesOf(deciders),
    listBytes: having.map(({ bytes }) => bytes),
  };
}

function bitsOf(facets: string | null): number {
  const legs = facets === null ? [] : legsOf(JSON.parse(facets) as Facet[]);
  return LEGS.reduce((bits, leg, bit) => (legs.includes(leg) ? bits | (1 << bit) : bits), 0);
}

const has = ({ legs }: { legs: number }, bit: number): boolean => (legs & (1 << bit)) !== 0;

const sum = (kinds: readonly Alike[]): number => kinds.reduce((tools, kind) => tools + kind.tools, 0);

/** @param deciders how many verdicts each decided, which tells also by which rules */
function judgesOf(deciders: ReadonlyMap<string, number>): JudgeCount[] {
  const judges = new Map<string, JudgeCount>();
  for (const [decidedBy, tools] of deciders) {
    const told = JSON.parse(decidedBy) as Judge;
    const [version, model, promptVersion] = [told.version ?? null, told.model ?? null, told.promptVersion ?? null];
    const judge = { kind: told.kind, version, model, promptVersion };
    const key = JSON.stringify(judge);
    const known = judges.get(key);
    if (known === undefined) judges.set(key, { ...judge, tools });
    else known.tools += tools;
  }
  return [...judges]
    .sort(([a, { tools: ofA }], [b, { tools: ofB }]) => ofB - ofA || (a < b ? -1 : 1))
    .map(([, judge]) => judge);
}

/** What tells judges apart, as far as the kind has it. */
type Judge = Pick<DecidedBy, 'kind'> & Partial<Record<'version' | 'model' | 'promptVersion', string>>;

/** Tools by some of what tells their kinds apart, in the order of its words. */
function counted<Told extends object>(kinds: readonly Alike[], toldBy: (kind: Alike) => Told) {
  const groups = Map.groupBy(kinds, (kind) => Object.values(toldBy(kind)).join(' '));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, alike]) => ({ ...toldBy(alike[0]!), tools: sum(alike) }));
}
