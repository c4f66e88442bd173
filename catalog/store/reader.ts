/**
 * What the site and the API read: whole records of what is shown. Servers that are deleted or withdrawn are left out, and
 * those that are private too, unless it is the operator who looks.
 */
import type { Classification } from '../model/classification.ts';
import type { OutcomeCode } from '../model/launch.ts';
import type { Category, Level } from '../model/rubric.ts';
import type { ServerFinding } from '../model/server-finding.ts';
import type { PackageSpec, RemoteSpec } from '../model/server-json.ts';
import type { MalformedTool } from '../model/tool-definition.ts';
import { sha256 } from '../definition-hash.ts';
import { definitionDiff, type DefinitionDiff } from '../definition-diff/definition-diff.ts';
import { toolChanges, type ChangedVersion } from '../tool-changes.ts';
import { isLeftOut, knownTo, shownTo, type Audience } from './audience.ts';
import { catalogueFigures, type CatalogueFigures } from './catalogue-figures.ts';
import { changes, type CatalogueChange } from './changes.ts';
import type { Launch } from './launches.ts';
import { noCounts, sumOverviews } from './sum-overviews.ts';
import type { StoredDetail } from './entry-details.ts';
import type { Store } from './open.ts';
import type { RegistryState, StoredEntry } from './registries.ts';
import type { RegistryAbout } from '../model/registry-about.ts';
import { registryFigures, type RegistryFigures } from './registry-figures.ts';
import { redirects, type Redirect } from './redirects.ts';
import { serverIdentity, type ServerIdentityView } from './server-identity.ts';
import { serverSets, type ServerSets } from './server-sets.ts';
import type { Server } from './servers.ts';
import type { SimilarServer } from './similar-servers.ts';
import type { SourceReference } from './source-references.ts';
import type { Tool, ToolAbsence } from './tools.ts';
import { untoldSlugs } from './untold-slugs.ts';

/** A tool with everything that its page shows. */
export interface ToolRecord extends Tool {
  /** Absent only between the launch stage and the classify stage. */
  classification: Classification | undefined;
  /** The definitions that it has had, newest first, with what changed to come to each. */
  history: ChangedVersion[];
  /** When the server did not list it for a while, newest first. */
  absences: ToolAbsence[];
  sourceReferences: SourceReference[];
}

/** How the newest attempt to reach a server ended: a launch, or the plan that found nothing to launch. */
export interface ServerOutcome {
  code: OutcomeCode;
  detail: string;
  /** Absent when nothing was launched. */
  at: string | undefined;
}

/** A server with everything that its page and its tools' pages show. */
export interface ServerView {
  server: Server;
  packages: PackageSpec[];
  remotes: RemoteSpec[];
  entries: StoredEntry[];
  /** What those of them that are listed say beside the record: their page at the registry, the tools that they declare. */
  details: StoredDetail[];
  /** What must stand on every page that shows data of a registry; of those that list the server. */
  attributions: Attribution[];
  /** How those registries of its entries call themselves that say so, by id; files do not. */
  registries: Readonly<Record<string, Pick<RegistryAbout, 'title' | 'private'>>>;
  /** How it was told apart from other servers. */
  identity: ServerIdentityView;
  /** Absent for imported servers, which are never launched. */
  outcome: ServerOutcome | undefined;
  /** Newest first, at most 20. */
  launches: Launch[];
  /** The launch that the current tool list comes from. */
  lastGood: Launch | undefined;
  /** Entries of that list that were no tools. */
  malformed: MalformedTool[];
  tools: ToolRecord[];
  /** What shows only beside other servers or earlier definitions: of the server, and of its tools by their names. */
  findings: ServerFinding[];
  /** Servers whose tools are called alike, the nearest first. */
  similar: SimilarServer[];
}

/** Counts of tools. */
export interface Counts {
  tools: number;
  byLevel: Record<Level, number>;
  byCategory: Record<Category, number>;
}

export interface Totals extends Counts {
  servers: number;
  /** Servers with at least one current tool. */
  serversWithTools: number;
  /** Outcomes of the servers that were planned or launched. */
  byOutcome: Partial<Record<OutcomeCode, number>>;
}

/** One line of a server list. */
export interface ServerOverview extends Counts {
  server: Server;
  outcome: ServerOutcome | undefined;
}

/** What a registry asks to be shown with its data. */
export interface Attribution {
  registry: string;
  text: string;
  url: string;
  /** The page of a record at the registry, where it is about one server. */
  listing?: string;
}

/** A registry that was listed, how it describes itself, and what the catalogue has from it. */
export interface RegistryOverview extends RegistryFigures {
  /** Absent for files. */
  about: RegistryAbout | undefined;
  /** When it was last listed to the end; absent before that. */
  completedAt: string | undefined;
  /** Records that its last listing came without, so many that they are kept until another one agrees. */
  doubt: { at: string; kept: number; known: number } | undefined;
}

/** A server that was shown and is no more. */
export interface RemovedServer {
  slug: string;
  name: string;
  /** When it was withdrawn or deleted. */
  at: string;
}

/** A tool that a server listed and lists no more. */
export interface RemovedTool extends Pick<ToolRecord, 'name' | 'firstSeenAt' | 'history' | 'absences'> {
  removedAt: string;
}

export interface CatalogueReader extends Pick<ServerSets, 'byRegistry' | 'toolsOf'> {
  totals(): Totals;
  /** Every server that is shown, in the order of its slug. */
  overviews(): Generator<ServerOverview>;
  /** Slugs of every server that is shown, sorted. */
  slugs(): string[];
  view(slug: string): ServerView | undefined;
  /** Tools that a server no longer lists, in the order in which they were first seen. */
  removedTools(server: Pick<Server, 'id'>): RemovedTool[];
  /** Servers that are no longer shown, by slug; those that became part of another one are {@link redirects}. */
  removedServers(): RemovedServer[];
  /** Slugs that may be named nowhere: of private servers, and former ones that led to these. */
  untoldSlugs(): string[];
  /** Every registry that was ever listed, by id. */
  registries(): RegistryOverview[];
  /** Servers that no registry ever listed, and their tools: they came from files of tool definitions. */
  imported(): { servers: number; tools: number };
  /** Changes with every server that a reader is shown. */
  stamp(): string;
  /** Figures about everything that is shown; slow, asked once per build. */
  figures(): CatalogueFigures;
  /** What happened to servers and tools, newest first; asked once per build. */
  changes: () => CatalogueChange[];
  /** What differs between two definitions, by their hashes; `undefined` when one of them is not known. */
  definitionDiff: (before: string, after: string) => DefinitionDiff | undefined;
  /** Former addresses that lead to servers that are shown, in their order. */
  redirects(): Generator<Redirect>;
}

const doubtOf = ({ doubtedAt, keptEntries, knownEntries }: Omit<RegistryState, 'completedAt'>) =>
  doubtedAt === null ? undefined : { at: doubtedAt, kept: keptEntries ?? 0, known: knownEntries ?? 0 };

interface CountRow {
  serverId: number;
  category: Category | null;
  level: Level | null;
  n: number;
}

/**
 * Reads whole records; tools without a verdict yet are counted as Unclassified.
 *
 * @param audience who is to see it: everybody, or the operator at his own machine
 */
export function catalogueReader(store: Store, audience: Audience = 'public'): CatalogueReader {
  const { db } = store;
  const shown = shownTo(audience);
  const isShown = ({ id, status, visibility }: Server) =>
    status !== 'deleted' && (audience === 'operator' || visibility === 'public') && !isLeftOut(audience, id);
  const newest = `(SELECT max(id) FROM launch WHERE launch.server_id = server.id)`;
  const countRows = db.prepare<[], CountRow>(
    `SELECT tool.server_id serverId, category, level, count(*) n
     FROM tool JOIN server ON server.id = tool.server_id LEFT JOIN verdict ON verdict.tool_id = tool.id
       LEFT JOIN classification ON classification.input_hash = verdict.input_hash
         AND classification.definition_hash = tool.definition_hash
     WHERE removed_at IS NULL AND ${shown} GROUP BY serverId, category, level`,
  );
  const outcomeRows = db.prepare<[], { serverId: number; code: OutcomeCode; detail: string; at: string | null }>(
    `SELECT server.id serverId, coalesce(plan.code, launch.code) code, coalesce(plan.detail, launch.detail) detail,
       CASE WHEN plan.code IS NULL THEN launch.started_at END at
     FROM server LEFT JOIN plan ON plan.server_id = server.id LEFT JOIN launch ON launch.id = ${newest}
     WHERE ${shown} AND coalesce(plan.code, launch.code) IS NOT NULL`,
  );

  // Those that came as deleted were never shown.
  const removedRows = db.prepare<[], RemovedServer>(
    `SELECT slug, name, changed_at at FROM server
     WHERE status = 'deleted' AND merged_into IS NULL AND changed_at > first_seen_at AND ${knownTo(audience)} ORDER BY slug`,
  );

  const add = (counts: Counts, row: CountRow) => {
    counts.tools += row.n;
    counts.byLevel[row.level ?? 'Unclassified'] += row.n;
    counts.byCategory[row.category ?? 'Unclassified'] += row.n;
  };

  const noPlan = db.prepare<[number], { code: OutcomeCode; detail: string }>(
    `SELECT code, detail FROM plan WHERE server_id = ? AND code IS NOT NULL`,
  );
  const importedRow = db.prepare<[], { servers: number; tools: number }>(
    `SELECT count(DISTINCT server.id) servers, count(tool.id) tools
     FROM server LEFT JOIN tool ON tool.server_id = server.id AND removed_at IS NULL
     WHERE ${shown} AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.server_id = server.id)`,
  );
  const identityOf = serverIdentity(db, store.identities);
  const slugRows = db.prepare<[], { slug: string }>(`SELECT slug FROM server WHERE ${shown} ORDER BY slug`);

  const outcomeOf = (serverId: number, launch: Launch | undefined): ServerOutcome | undefined => {
    const why = noPlan.get(serverId);
    if (why !== undefined) return { ...why, at: undefined };
    return launch && { code: launch.code, detail: launch.detail, at: launch.startedAt };
  };

  const toolRecord = (tool: Tool): ToolRecord => ({
    ...tool,
    classification: store.classifications.of(tool.id),
    history: toolChanges(store, tool.id),
    absences: store.tools.absences(tool.id),
    sourceReferences: store.sourceReferences.of(tool.id),
  });

  const figures = registryFigures(db, audience);
  let abouts: Map<string, RegistryAbout> | undefined;
  const aboutOf = (registry: string) =>
    (abouts ??= new Map(store.registryAbouts.all().map(({ id, ...about }) => [id, about]))).get(registry);
  const registriesOf = (entries: readonly StoredEntry[]): ServerView['registries'] =>
    Object.fromEntries(
      entries.flatMap(({ registry }) => {
        const about = aboutOf(registry);
        return about === undefined ? [] : [[registry, { title: about.title, private: about.private }]];
      }),
    );
  /** One per record, since each has a page of its own that must be linked. */
  const attributionsOf = (entries: readonly StoredEntry[], details: readonly StoredDetail[]) =>
    entries.flatMap(({ registry, nativeId, status }): Attribution[] => {
      const attribution = status === 'deleted' ? undefined : aboutOf(registry)?.attribution;
      if (attribution === undefined) return [];
      const detail = details.find((other) => other.registry === registry && other.nativeId === nativeId);
      return [{ registry, ...attribution, ...(detail?.listing === undefined ? {} : { listing: detail.listing }) }];
    });

  function* overviews(): Generator<ServerOverview> {
    const counts = new Map<number, Counts>();
    for (const row of countRows.all()) {
      const known = counts.get(row.serverId) ?? noCounts();
      add(known, row);
      counts.set(row.serverId, known);
    }
    const outcomes = new Map(outcomeRows.all().map((row) => [row.serverId, row]));
    for (const server of store.servers.all()) {
      if (!isShown(server)) continue;
      const row = outcomes.get(server.id);
      const outcome = row && { code: row.code, detail: row.detail, at: row.at ?? undefined };
      yield { server, outcome, ...(counts.get(server.id) ?? noCounts()) };
    }
  }

  const happened = changes(db, audience);
  return {
    registries() {
      const states = new Map(store.registries.all().map((state) => [state.id, state]));
      return figures.of([...states.keys()]).flatMap((row) => {
        const about = aboutOf(row.registry);
        // That somebody reads files of his own is his business as long as nothing of them is published.
        if (audience !== 'operator' && about?.private === true && row.records === 0) return [];
        const { completedAt, ...state } = states.get(row.registry)!;
        return { ...row, about, completedAt: completedAt ?? undefined, doubt: doubtOf(state) };
      });
    },
    imported: () => importedRow.get()!,
    stamp: () => sha256(JSON.stringify(store.serverStamps.all())),
    figures: catalogueFigures(db, audience),
    changes: () => happened.all(),
    definitionDiff(before, after) {
      const [older, newer] = [before, after].map((hash) => store.tools.definition(hash));
      return older && newer && definitionDiff(older, newer);
    },
    ...serverSets(db, audience),
    totals() {
      const sum = sumOverviews();
      for (const overview of overviews()) sum.add(overview);
      return sum.totals;
    },
    overviews,
    slugs: () => slugRows.all().map((row) => row.slug),
    view(slug) {
      const server = store.servers.bySlug(slug);
      if (server === undefined || !isShown(server)) return undefined;
      const launches = store.launches.of(server.id, 20);
      const lastGood = store.launches.lastGood(server.id);
      const entries = store.registries.entriesOf(server.id);
      const details = store.entryDetails.of(server.id);
      const packages = store.servers.packagesOf(server.id);
      return {
        server,
        packages,
        remotes: store.servers.remotesOf(server.id),
        entries,
        details,
        attributions: attributionsOf(entries, details),
        registries: registriesOf(entries),
        identity: identityOf(server.id, packages),
        outcome: outcomeOf(server.id, launches[0]),
        launches,
        lastGood,
        malformed: lastGood === undefined ? [] : store.launches.malformedOf(lastGood.id),
        tools: store.tools.of(server.id).map(toolRecord),
        findings: store.serverFindings.of(server.id),
        similar: store.similarServers.of(server.id),
      };
    },
    removedTools: ({ id }) =>
      store.tools.everOf(id).flatMap(({ id: toolId, name, firstSeenAt, removedAt }): RemovedTool[] =>
        removedAt === null
          ? []
          : [
              {
                name,
                firstSeenAt,
                removedAt,
                history: toolChanges(store, toolId),
                absences: store.tools.absences(toolId),
              },
            ],
      ),
    removedServers: () => removedRows.all(),
    untoldSlugs: untoldSlugs(db, audience),
    redirects: redirects(db, audience),
  };
}
