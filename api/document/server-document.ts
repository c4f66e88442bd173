import { LEGS } from '../../catalog/model/trifecta.ts';
import { publicRegistry } from '../../catalog/public-registry.ts';
import type { ServerView } from '../../catalog/store/reader.ts';
import { recommendForServer } from '../../policy/recommend.ts';
import type { ApiServer } from '../model/api-server.ts';
import type { ServerLine } from '../model/api-servers.ts';
import type { ApiTool } from '../model/api-tool.ts';
import type { Counts } from '../model/counts.ts';
import { policyUrl, serverJsonUrl, serverPageUrl } from '../paths.ts';
import { documentHeader } from './document-header.ts';
import { serverFindingDocument } from './finding-documents.ts';
import { lastGoodList, launchDocument, outcomeDocument } from './launch-documents.ts';
import { packageDocument } from './package-document.ts';

/**
 * The document of a server, its tools left out: they are written one by one. What changes with every crawl without saying
 * anything about the server (when a registry was last read, timings) is left out, so that the file stays the same.
 */
export function serverDocument(
  view: ServerView,
  tools: readonly ApiTool[],
  counts: Counts,
  siteUrl?: string,
): Omit<ApiServer, 'tools'> {
  const { server, packages, remotes, entries, identity, outcome, launches, lastGood, malformed } = view;
  return {
    ...documentHeader('server', siteUrl),
    ...identityOf(view),
    statusMessage: server.statusMessage ?? undefined,
    websiteUrl: webAddress(server.websiteUrl),
    repositoryUrl: webAddress(server.repositoryUrl),
    repositorySubfolder: server.repositorySubfolder ?? undefined,
    firstSeenAt: server.firstSeenAt,
    changedAt: server.changedAt,
    packages: packages.map(packageDocument),
    remotes: remotes.map(({ type, url }) => ({ type, url })),
    entries: entries.map((entry) => entryDocument(entry, view)),
    nameProven: identity.nameProven,
    ownership: identity.ownership,
    conflicts: identity.conflicts.map(conflictDocument),
    others: identity.others.map(({ slug, name, kind }) => ({ slug, name, names: kind })),
    sameDescription: identity.copies,
    formerSlugs: identity.formerSlugs,
    outcome: outcome && outcomeDocument(outcome),
    launches: launches.map(launchDocument),
    lastGoodList: lastGood && lastGoodList(lastGood),
    malformed: malformed.map(({ index, label, reason }) => ({ index, label, reason })),
    counts,
    similar: view.similar.map(({ slug, name, shared }) => ({ slug, name, shared })),
    findings: view.findings.map(serverFindingDocument),
    legs: legsOfServer(tools),
    policy: tools.length === 0 ? undefined : recommendForServer(tools),
    policyFiles: tools.length === 0 ? undefined : policyFiles(view.server.slug),
  };
}

function entryDocument(entry: ServerView['entries'][number], { details, attributions }: ServerView) {
  const { registry, nativeId, status, statusMessage, updatedAt, standing, joinedBy } = entry;
  const detail = details.find((other) => other.registry === registry && other.nativeId === nativeId);
  const attribution = attributions.find((other) => other.registry === registry);
  return {
    registry: publicRegistry(registry),
    nativeId,
    status,
    statusMessage: statusMessage ?? undefined,
    updatedAt: updatedAt ?? undefined,
    standing,
    joinedBy: joinedBy ?? undefined,
    listing: webAddress(detail?.listing ?? null),
    claimedName: detail?.claimedName,
    declaredTools: detail?.declaredTools?.tools.length,
    stars: detail?.stars,
    licence: detail?.licence,
    attribution: attribution && { text: attribution.text, url: attribution.url },
  };
}

const conflictDocument = ({ field, values }: ServerView['identity']['conflicts'][number]) => ({
  field,
  values: values.map(({ value, entries }) => ({
    value,
    entries: entries.map((entry) => ({ ...entry, registry: publicRegistry(entry.registry) })),
  })),
});

const policyFiles = (slug: string) => ({
  recommended: policyUrl(slug, 'recommended'),
  readOnly: policyUrl(slug, 'readOnly'),
  strict: policyUrl(slug, 'strict'),
});

/** Sorted, like everything that is exported. */
function legsOfServer(tools: readonly ApiTool[]): ApiServer['legs'] {
  const legs = LEGS.map((leg) => [leg, tools.flatMap((tool) => (tool.legs.includes(leg) ? [tool.name] : []))] as const);
  return Object.fromEntries(legs.filter(([, names]) => names.length > 0).map(([leg, names]) => [leg, [...names]]));
}

/** A line of the list of servers. */
export function serverLine(view: ServerView, counts: Counts): ServerLine {
  return { ...identityOf(view), counts, outcome: view.outcome?.code };
}

function identityOf({ server }: ServerView) {
  const { slug, name, title, description, version, status } = server;
  if (status === 'deleted') throw new TypeError(`server ${slug} is deleted and must not be published`);
  return {
    slug,
    name,
    title: title ?? undefined,
    description,
    version: version ?? undefined,
    status,
    url: serverJsonUrl(slug),
    pageUrl: serverPageUrl(slug),
  };
}

/** Only what may be linked: consumers will. */
function webAddress(url: string | null): string | undefined {
  return url !== null && /^https?:/i.test(url) && URL.canParse(url) ? url : undefined;
}
