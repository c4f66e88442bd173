/** The page of one server, as plain values. */
import type { Severity } from '../../../catalog/model/detections.ts';
import { LEVELS, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { Counts, ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import type { Launch } from '../../../catalog/store/launches.ts';
import { serverJsonUrl, serverUrl, toolUrl } from '../../links.ts';
import { serverAttributions, type AttributionView } from '../attribution.ts';
import { catalogueFindings, type FindingGroup, findingGroups, messageProse } from '../findings/finding-view.ts';
import { type LegView, serverLegs } from '../findings/legs.ts';
import { spread, type Spread } from '../lists/spread.ts';
import { policyForServer, type PolicyView } from '../policy-view.ts';
import { cutText, firstLine, type CutText } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { visibleString } from '../text/visible-text.ts';
import { webLink } from '../text/web-link.ts';
import { counted, formatDate, formatNumber, listed } from '../text/words.ts';
import { identityLines, ownershipMismatch, type IdentityLines, type OwnershipLine } from './identity.ts';
import { outcomeLabel, outcomeView, type OutcomeView } from './outcome.ts';
import { reachView, type ReachView } from './reach.ts';

export interface ToolLine {
  name: string;
  url: string;
  category: Category;
  level: Level;
  description?: string;
  /** Listed only by some ways to start the server. */
  conditional?: true;
}

export interface LaunchLine {
  date: string;
  code: string;
  detail: string;
  packageVersion?: string;
  tools?: number;
  isolation: string;
  /** The steps of the launch ladder that led to the ending, and how many starts there were. */
  start?: string;
}

export interface EntryLine {
  registry: string;
  nativeId: string;
  status: string;
  statusMessage?: string;
  updatedAt?: string;
  /** Its page at the registry. */
  listing?: string;
  /** How many tools it declares. */
  declares?: string;
  /** Of the repository, as this listing says. */
  stars?: string;
  licence?: string;
  /** Whether it only names the server, which others own. */
  claimant: boolean;
}

export interface ServerPage {
  url: string;
  jsonUrl: string;
  name: string;
  title?: string;
  description?: CutText;
  head: { title: string; description: string };
  noindex: boolean;
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
  spread: Spread;
  /** Findings about the server as a whole. */
  findings: FindingGroup[];
  /** How many of its tools have findings of the inspection, worst first. */
  toolFindings: { name: string; url: string; severity: Severity; message: Prose }[];
  legs: LegView[];
  tools: ToolLine[];
  /** Tools that the table leaves out. */
  moreTools: number;
  policy?: PolicyView;
  malformed: { label: string; reason: string }[];
  moreMalformed: number;
  entries: EntryLine[];
  launches: LaunchLine[];
  /** What registries ask to be shown with their data. */
  attributions: AttributionView[];
}

const MAX_TOOLS = 1000;
const MAX_TOOL_FINDINGS = 20;
const MAX_MALFORMED = 50;
const MAX_LAUNCHES = 10;

/** The model of a server's page. */
export function serverPage(view: ServerView): ServerPage {
  const { server, tools } = view;
  const counts = countsOf(tools);
  const description = cutText(server.description, 3000);
  const mismatch = ownershipMismatch(view);
  const owned = view.entries.some(({ standing }) => standing === 'owner');
  const [website, repository] = [webLink(server.websiteUrl), webLink(server.repositoryUrl)];
  return {
    url: serverUrl(server.slug),
    jsonUrl: serverJsonUrl(server.slug),
    name: server.name,
    ...(server.title === null || server.title === server.name ? {} : { title: firstLine(server.title, 160) }),
    ...(description.text === '' ? {} : { description }),
    head: headOf(view, counts),
    // Thin: nothing to read that does not stand on another page as well.
    noindex: tools.length === 0 && (description.text === '' || view.identity.copies > 0),
    deprecated: server.status === 'deprecated',
    ...(server.statusMessage === null ? {} : { statusMessage: firstLine(server.statusMessage, 500) }),
    ...(server.version === null ? {} : { version: server.version }),
    ...(website === undefined ? {} : { website }),
    ...(repository === undefined ? {} : { repository }),
    firstSeen: formatDate(server.firstSeenAt),
    outcome: outcomeView(view),
    identity: identityLines(view),
    ...(mismatch === undefined ? {} : { mismatch }),
    reach: reachView(view.packages, view.remotes),
    spread: spread(counts),
    findings: findingGroups(catalogueFindings(view.findings.filter(({ tool }) => tool === undefined))),
    toolFindings: toolFindings(view),
    legs: serverLegs(server.slug, tools),
    tools: toolLines(server.slug, tools),
    moreTools: Math.max(tools.length - MAX_TOOLS, 0),
    ...(tools.length === 0 ? {} : { policy: policyForServer(tools) }),
    malformed: view.malformed.slice(0, MAX_MALFORMED).map(({ label, reason }) => ({
      label: firstLine(label, 200),
      reason: firstLine(reason, 300),
    })),
    moreMalformed: Math.max(view.malformed.length - MAX_MALFORMED, 0),
    entries: view.entries.map((entry) => entryLine(entry, view, owned)),
    attributions: serverAttributions(view.attributions),
    launches: view.launches.slice(0, MAX_LAUNCHES).map(launchLine),
  };
}

function entryLine(entry: ServerView['entries'][number], { details }: ServerView, owned: boolean): EntryLine {
  const { registry, nativeId, status, statusMessage, updatedAt } = entry;
  const detail = details.find((other) => other.registry === registry && other.nativeId === nativeId);
  const listing = webLink(detail?.listing ?? null);
  const declared = detail?.declaredTools?.tools.length ?? 0;
  return {
    registry,
    nativeId,
    status,
    ...(statusMessage === null ? {} : { statusMessage: firstLine(statusMessage, 300) }),
    ...(updatedAt === null ? {} : { updatedAt: formatDate(updatedAt) }),
    claimant: owned && entry.standing === 'claimant',
    ...(listing === undefined ? {} : { listing }),
    ...(declared === 0 ? {} : { declares: counted(declared, 'tool') }),
    ...(detail?.stars === undefined ? {} : { stars: formatNumber(detail.stars) }),
    ...(detail?.licence === undefined ? {} : { licence: detail.licence }),
  };
}

/** What the inspection says of single tools, with their pages. */
function toolFindings({ server, tools, findings }: ServerView): ServerPage['toolFindings'] {
  const slugs = new Map(tools.map(({ name, slug }) => [name, slug]));
  const rank = (severity: Severity) => ['high', 'medium', 'low', 'info'].indexOf(severity);
  return findings
    .flatMap(({ tool, severity, message }) => {
      const slug = tool === undefined ? undefined : slugs.get(tool);
      return tool === undefined || slug === undefined
        ? []
        : [
            {
              name: firstLine(tool, 120),
              url: toolUrl(server.slug, slug),
              severity,
              message: messageProse(firstLine(message, 300)),
            },
          ];
    })
    .toSorted((a, b) => rank(a.severity) - rank(b.severity))
    .slice(0, MAX_TOOL_FINDINGS);
}

/** Worst first, then by name: the order in which a reader should look at them. */
function toolLines(server: string, tools: readonly ToolRecord[]): ToolLine[] {
  const rank = (tool: ToolRecord) => LEVELS.indexOf(levelOf(tool) as (typeof LEVELS)[number]);
  return tools
    .toSorted((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_TOOLS)
    .map((tool) => {
      const description = firstLine(tool.definition.description ?? '', 160);
      return {
        name: firstLine(tool.name, 120),
        url: toolUrl(server, tool.slug),
        category: tool.classification?.category ?? 'Unclassified',
        level: levelOf(tool),
        ...(description === '' ? {} : { description }),
        ...(tool.condition === null ? {} : { conditional: true as const }),
      };
    });
}

const levelOf = (tool: ToolRecord): Level => tool.classification?.level ?? 'Unclassified';

function countsOf(tools: readonly ToolRecord[]): Counts {
  const counts: Counts = {
    tools: tools.length,
    byLevel: { Low: 0, Medium: 0, High: 0, Critical: 0, Unclassified: 0 },
    byCategory: { Read: 0, Write: 0, Execute: 0, Destructive: 0, Financial: 0, Unclassified: 0 },
  };
  for (const tool of tools) {
    counts.byLevel[levelOf(tool)] += 1;
    counts.byCategory[tool.classification?.category ?? 'Unclassified'] += 1;
  }
  return counts;
}

function launchLine(launch: Launch): LaunchLine {
  return {
    date: formatDate(launch.startedAt),
    code: outcomeLabel(launch.code),
    detail: firstLine(launch.detail, 300),
    ...(launch.packageVersion === null ? {} : { packageVersion: launch.packageVersion }),
    ...(launch.code === 'listed' ? { tools: launch.toolCount } : {}),
    isolation: launch.report.isolation,
    ...startWords(launch),
  };
}

function startWords({ report: { profile, attempts } }: Launch): { start?: string } {
  if (profile === undefined) return {};
  const steps = [...(profile.gained ?? []), profile.name].join(' + ');
  const node = profile.node === undefined ? '' : `, Node.js ${profile.node}`;
  const transport = profile.transport === undefined || profile.transport === 'stdio' ? '' : `, ${profile.transport}`;
  return { start: `${steps}, ${counted(attempts.length, 'start')}${transport}${node}` };
}

function headOf({ server, outcome }: ServerView, { tools, byLevel }: Counts) {
  const name = visibleString(server.name);
  const worst = LEVELS.toReversed().flatMap((level) => (byLevel[level] > 0 ? [`${byLevel[level]} ${level}`] : []));
  const about =
    tools === 0
      ? `No tools: ${outcomeLabel(outcome?.code)}`
      : `${counted(tools, 'tool')}: ${listed(worst) || 'unclassified'}`;
  const description = visibleString(firstLine(server.description, 150));
  return { title: name, description: `${about}. ${description}`.trim() };
}
