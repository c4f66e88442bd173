/** The page of one server, as plain values. */
import type { Severity } from '../../../catalog/model/detections.ts';
import type { RemovedTool, ServerView } from '../../../catalog/store/reader.ts';
import { serverJsonUrl, serverUrl, toolUrl } from '../../links.ts';
import type { Described } from '../../structured-data.ts';
import { serverAttributions, type AttributionView } from '../attribution.ts';
import { catalogueFindings, type FindingGroup, findingGroups, messageProse } from '../findings/finding-view.ts';
import { type LegView, serverLegs } from '../findings/legs.ts';
import { cutText, firstLine, shortName, type CutText } from '../text/cut-text.ts';
import { registryName, type RegistryName } from '../sources/registry-name.ts';
import type { Prose } from '../text/prose.ts';
import { visibleString } from '../text/visible-text.ts';
import { webLink } from '../text/web-link.ts';
import { counted, formatDate, formatNumber, listed } from '../text/words.ts';
import { identityLines, ownershipMismatch, type IdentityLines, type OwnershipLine } from './identity.ts';
import { launchTimeline, type LaunchTimeline } from './launch-timeline.ts';
import { outcomeLabel, outcomeView, type OutcomeView } from './outcome.ts';
import { policyChoice, type VariantView } from './policy-choice.ts';
import { reachView, type ReachView } from './reach.ts';
import { recentChanges, type RecentChanges } from './recent-changes.ts';
import { riskProfile, type RiskProfile } from './risk-profile.ts';
import { tokenCost, type TokenCost } from './token-cost.ts';
import { toolGroups, type ToolGroups } from './tool-groups.ts';

export interface EntryLine {
  registry: RegistryName;
  nativeId: string;
  status: string;
  statusMessage?: string;
  /** Its page at the registry. */
  listing?: string;
  /** What it says beside the record, each in a few words. */
  facts: Prose[];
  /** Whether it only names the server, which others own. */
  claimant: boolean;
}

export interface ServerPage {
  url: string;
  /** Its part of every address. */
  slug: string;
  jsonUrl: string;
  name: string;
  title?: string;
  description?: CutText;
  head: { title: string; description: string };
  noindex: boolean;
  described: Described;
  deprecated: boolean;
  statusMessage?: string;
  version?: string;
  website?: string;
  repository?: string;
  firstSeen: string;
  outcome: OutcomeView;
  /** Whose it is. */
  identity: IdentityLines;
  /** A package of it that says that it belongs to another server. */
  mismatch?: OwnershipLine;
  reach: ReachView;
  /** Absent without tools. */
  profile?: RiskProfile;
  /** Findings about the server as a whole. */
  findings: FindingGroup[];
  /** How many of its tools have findings of the inspection, worst first. */
  toolFindings: { name: string; url: string; severity: Severity; message: Prose }[];
  legs: LegView[];
  tools: ToolGroups;
  /** What its tool list takes of a model's context; absent without tools. */
  cost?: TokenCost;
  /** Policies for the whole server; none without tools. */
  policies: VariantView[];
  changes: RecentChanges;
  /** Servers whose tools are called alike. */
  similar: { name: string; url: string; shared: string[] }[];
  malformed: { label: string; reason: string }[];
  moreMalformed: number;
  entries: EntryLine[];
  launches: LaunchTimeline;
  /** What registries ask to be shown with their data. */
  attributions: AttributionView[];
}

const MAX_TOOL_FINDINGS = 20;
const MAX_MALFORMED = 50;

/**
 * The model of a server's page.
 *
 * @param removed tools that it no longer lists
 */
export function serverPage(view: ServerView, removed: readonly RemovedTool[] = []): ServerPage {
  const { server, tools } = view;
  const profile = tools.length === 0 ? undefined : riskProfile(tools);
  const cost = tokenCost(server.slug, tools);
  const description = cutText(server.description, 3000);
  const mismatch = ownershipMismatch(view);
  const owned = view.entries.some(({ standing }) => standing === 'owner');
  const [website, repository] = [webLink(server.websiteUrl), webLink(server.repositoryUrl)];
  return {
    url: serverUrl(server.slug),
    slug: server.slug,
    jsonUrl: serverJsonUrl(server.slug),
    name: server.name,
    ...(server.title === null || server.title === server.name ? {} : { title: shortName(server.title, 160) }),
    ...(description.text === '' ? {} : { description }),
    head: headOf(view, profile),
    // Thin: nothing to read that does not stand on another page as well.
    noindex: tools.length === 0 && (description.text === '' || view.identity.copies > 0),
    described: describedServer(view),
    deprecated: server.status === 'deprecated',
    ...(server.statusMessage === null ? {} : { statusMessage: firstLine(server.statusMessage, 500) }),
    ...(server.version === null ? {} : { version: server.version }),
    ...(website === undefined ? {} : { website }),
    ...(repository === undefined ? {} : { repository }),
    firstSeen: formatDate(server.firstSeenAt),
    outcome: outcomeView(view),
    identity: identityLines(view),
    ...(mismatch === undefined ? {} : { mismatch }),
    reach: reachView(view),
    ...(profile === undefined ? {} : { profile }),
    findings: findingGroups(catalogueFindings(view.findings.filter(({ tool }) => tool === undefined))),
    toolFindings: toolFindings(view),
    legs: serverLegs(server.slug, tools),
    tools: toolGroups(server.slug, tools),
    ...(cost === undefined ? {} : { cost }),
    policies: tools.length === 0 ? [] : policyChoice(server.slug, tools),
    changes: recentChanges(server.slug, tools, removed),
    similar: view.similar.map(({ slug, name, shared }) => ({ name, url: serverUrl(slug), shared })),
    malformed: view.malformed.slice(0, MAX_MALFORMED).map(({ label, reason }) => ({
      label: shortName(label, 200),
      reason: firstLine(reason, 300),
    })),
    moreMalformed: Math.max(view.malformed.length - MAX_MALFORMED, 0),
    entries: view.entries.map((entry) => entryLine(entry, view, owned)),
    attributions: serverAttributions(view.attributions),
    launches: launchTimeline(view.launches),
  };
}

function entryLine(
  entry: ServerView['entries'][number],
  { details, registries }: ServerView,
  owned: boolean,
): EntryLine {
  const { registry, nativeId, status, statusMessage, updatedAt } = entry;
  const detail = details.find((other) => other.registry === registry && other.nativeId === nativeId);
  const listing = webLink(detail?.listing ?? null);
  const declared = detail?.declaredTools?.tools.length ?? 0;
  return {
    registry: registryName(registry, registries),
    nativeId,
    status,
    ...(statusMessage === null ? {} : { statusMessage: firstLine(statusMessage, 300) }),
    claimant: owned && entry.standing === 'claimant',
    ...(listing === undefined ? {} : { listing }),
    facts: [
      ...(updatedAt === null ? [] : [[`changed there on ${formatDate(updatedAt)}`]]),
      ...(declared === 0 ? [] : [[`declares ${counted(declared, 'tool')}`]]),
      ...(detail?.stars === undefined ? [] : [[`says that its repository has ${counted(detail.stars, 'star')}`]]),
      ...(detail?.licence === undefined ? [] : [['gives its licence as ', { foreign: detail.licence }]]),
    ],
  };
}

/** What the inspection says of single tools, with their pages. */
function toolFindings({ server, tools, findings }: ServerView): ServerPage['toolFindings'] {
  const slugs = new Map(tools.map(({ name, slug }) => [name, slug]));
  const rank = (severity: Severity) => ['high', 'medium', 'low', 'info'].indexOf(severity);
  return findings
    .flatMap(({ rule, tool, severity, message }) => {
      const slug = tool === undefined ? undefined : slugs.get(tool);
      return tool === undefined || slug === undefined
        ? []
        : [
            {
              name: shortName(tool, 120),
              url: toolUrl(server.slug, slug),
              severity,
              message: messageProse(rule, firstLine(message, 300)),
            },
          ];
    })
    .toSorted((a, b) => rank(a.severity) - rank(b.severity))
    .slice(0, MAX_TOOL_FINDINGS);
}

/** The server in schema.org's words; its own addresses stand under `sameAs`. */
function describedServer({ server }: ServerView): Described {
  const links = [webLink(server.websiteUrl), webLink(server.repositoryUrl)].filter((link) => link !== undefined);
  const description = visibleString(firstLine(server.description, 300));
  return {
    '@type': 'ItemPage',
    mainEntity: {
      '@type': 'SoftwareApplication',
      name: visibleString(server.title ?? server.name),
      applicationCategory: 'DeveloperApplication',
      ...(description === '' ? {} : { description }),
      ...(server.version === null ? {} : { softwareVersion: visibleString(server.version) }),
      ...(links.length === 0 ? {} : { sameAs: links }),
    },
  };
}

function headOf({ server, outcome }: ServerView, profile: RiskProfile | undefined) {
  const name = visibleString(server.name);
  const worst = (profile?.levels ?? [])
    .toReversed()
    .flatMap(({ level, count }) => (count > 0 ? [`${formatNumber(count)} ${level}`] : []));
  const about =
    profile === undefined
      ? `No tools: ${outcomeLabel(outcome?.code)}`
      : `${counted(profile.total, 'tool')}: ${listed(worst) || 'unclassified'}`;
  const description = visibleString(firstLine(server.description, 150));
  return { title: name, description: `${about}. ${description}`.trim() };
}
