import { createHash } from 'node:crypto';
import { canonicalJson, sha256 } from '../../catalog/definition-hash.ts';
import type { ServerFinding } from '../../catalog/model/server-finding.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { Server } from '../../catalog/store/servers.ts';
import { packageVersionsOf } from '../inspect/advisories/package-versions.ts';
import { knownAdvisories } from '../inspect/advisories/known-advisories.ts';
import { annotationBoilerplate } from '../inspect/boilerplate.ts';
import { catalogueIndex, type CatalogueIndex } from '../inspect/catalogue-index.ts';
import { declaredTools } from '../inspect/declared-tools.ts';
import { definitionDrift } from '../inspect/definition-drift.ts';
import { nameCollisions } from '../inspect/name-collision.ts';
import { provenance } from '../inspect/provenance.ts';
import { similarServers } from '../inspect/similar-servers.ts';
import { squattingIn } from '../inspect/squatting.ts';
import type { IndexedServer } from '../inspect/indexed-server.ts';
import { inspectorVersion } from '../inspect/inspector-version.ts';
import type { StageContext } from './report.ts';

/** Servers per transaction. */
const BATCH = 200;
/** More findings of one server are one and the same problem. */
const MOST_FINDINGS = 200;

export interface InspectCounts extends Record<string, number> {
  /** Servers looked at; none when nothing has changed since the last inspection. */
  servers: number;
  /** Servers whose findings were made anew. */
  inspected: number;
  /** Findings of those. */
  findings: number;
}

/**
 * Looks at the catalogue as a whole: names and texts of other servers, changed definitions, hints that are all the same,
 * provenance, advisories that are stored, what registries declare (D7, D8, D9, D14, D15, D19). Only servers whose own record, tools, verdicts or neighbours
 * changed are written; when nothing changed at all, nothing is read but hashes.
 */
export function inspect(store: Store, { report, signal }: StageContext): InspectCounts {
  const counts: InspectCounts = { servers: 0, inspected: 0, findings: 0 };
  report({ kind: 'begin', stage: 'inspect' });
  const version = inspectorVersion();
  const catalogue = hashOfCatalogue(store, version);
  if (store.serverFindings.inspected() !== catalogue) {
    const index = catalogueIndex(store);
    const squatting = squattingIn(store);
    const similar = similarServers(index.servers.values());
    const servers = [...store.servers.all()].filter(
      ({ status, visibility }) => status !== 'deleted' && visibility === 'public',
    );
    for (let from = 0; from < servers.length && !signal.aborted; from += BATCH) {
      const batch = servers.slice(from, from + BATCH);
      const before = counts.inspected;
      store.transaction(() => {
        for (const server of batch) {
          counts.servers += 1;
          const indexed = index.servers.get(server.id);
          store.similarServers.replace(server.id, similar.get(server.id) ?? []);
          if (indexed !== undefined) inspectServer({ store, index, server, indexed, version, squatting, counts });
        }
      });
      if (counts.inspected > before) report({ kind: 'step', stage: 'inspect', done: counts.inspected - before });
    }
    if (!signal.aborted) store.serverFindings.setInspected(catalogue);
  }
  report({ kind: 'end', stage: 'inspect', counts });
  return counts;
}

interface Inspected {
  store: Store;
  index: CatalogueIndex;
  server: Server;
  indexed: IndexedServer;
  version: string;
  squatting: (serverId: number) => ServerFinding[];
  counts: InspectCounts;
}

function inspectServer({ store, index, server, indexed, version, squatting, counts }: Inspected): void {
  const packages = store.servers.packagesOf(server.id);
  const launched = store.launches.lastGood(server.id);
  const cheap: ServerFinding[] = [
    ...nameCollisions(index, indexed),
    ...annotationBoilerplate(indexed),
    ...provenance(server, packages),
    ...squatting(server.id),
    ...declaredAgainstListed(store, server.id),
    ...packageVersionsOf(packages, launched).flatMap((wanted) => knownAdvisories(store, wanted)),
  ];
  // Changed definitions are judged again to compare them, so that is left for servers where anything is new.
  const changed = indexed.tools.filter(({ versions }) => versions > 1);
  const inputHash = sha256(
    canonicalJson({
      version,
      cheap,
      changed: changed.map(({ id, definitionHash, versions }) => ({ id, definitionHash, versions })),
    }),
  );
  if (store.serverFindings.inputHash(server.id) === inputHash) return;
  const findings = [...cheap, ...changed.flatMap((tool) => driftOf(store, tool))].slice(0, MOST_FINDINGS);
  store.serverFindings.replace(server.id, inputHash, findings);
  counts.inspected += 1;
  counts.findings += findings.length;
}

/** Tools are read only where a registry declares any, which few do. */
function declaredAgainstListed(store: Store, serverId: number): ServerFinding[] {
  const details = store.entryDetails.of(serverId).filter((detail) => detail.declaredTools !== undefined);
  return details.length === 0 ? [] : declaredTools(details, store.tools.of(serverId));
}

function driftOf(store: Store, { id, name }: IndexedServer['tools'][number]): ServerFinding[] {
  const [newest, previous] = store.tools.history(id);
  if (newest === undefined || previous === undefined) return [];
  const [after, before] = [newest, previous].map(({ definitionHash }) => store.tools.definition(definitionHash));
  if (after === undefined || before === undefined) return [];
  return [definitionDrift(name, newest.since, { definition: before, hash: previous.definitionHash }, after)];
}

/** One hash over everything that an inspection depends on, in one walk over ids and hashes. */
function hashOfCatalogue(store: Store, version: string): string {
  const hash = createHash('sha256').update(version);
  for (const { mark } of store.serverFindings.marks()) hash.update(`\n${mark}`);
  return `sha256:${hash.digest('hex')}`;
}
