import type { Finding } from '../../../catalog/model/classification.ts';
import {
  detectionOf,
  DETECTION_KINDS,
  type DetectionKind,
  type DetectionSlug,
  type Severity,
} from '../../../catalog/model/detections.ts';
import type { ServerFinding } from '../../../catalog/model/server-finding.ts';
import type { SourceSnippet } from '../../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { detectionUrl, serverUrl } from '../../links.ts';
import { backticks } from '../text/backticks.ts';
import type { Prose } from '../text/prose.ts';
import { quotedProse } from '../text/quoted-prose.ts';
import { type EvidenceView, evidenceView } from '../tool/evidence.ts';

/** A finding as a page shows it. */
export interface FindingView {
  /** What a language model saw is a text that tries something. */
  kind: DetectionKind;
  severity: Severity;
  /** Number and title of the detection, and where it is explained; absent for what a language model saw. */
  detection?: { id: string; title: string; url: string };
  message: Prose;
  quote?: EvidenceView;
  /** What it points to; a tool of another server stands before the link to that server. */
  links: { tool?: string; label: string; url: string }[];
}

/** Findings of one kind: what a text tries is never shown beside what a tool can do. */
export interface FindingGroup {
  kind: DetectionKind;
  title: string;
  lead: string;
  findings: FindingView[];
  /** Findings left out. */
  more: number;
}

const TITLES: Record<DetectionKind, string> = {
  hostile: 'What the text tries',
  hazard: 'What the tool can do',
  provenance: 'Where it comes from',
  quality: 'How far the definition can be relied on',
};
const LEADS: Record<DetectionKind, string> = {
  hostile:
    'Text that is aimed at a model or hidden from people. Honest servers speak to the model as well: read the quote before you judge.',
  hazard: 'What a rule in front of this tool should look at. These are capabilities, no accusations.',
  provenance: 'What shows only beside other servers, records or earlier definitions.',
  quality: 'Where the definition contradicts itself.',
};
const ORDER = Object.keys(DETECTION_KINDS) as DetectionKind[];
const WORST_FIRST: readonly Severity[] = ['high', 'medium', 'low', 'info'];
const MOST = 12;

/** The findings in a definition, in groups. */
export function definitionFindings(
  definition: ToolDefinition,
  findings: readonly Finding[],
  source: readonly SourceSnippet[] = [],
): FindingView[] {
  return findings.map((finding) => {
    const { rule, severity, message } = finding;
    const named = detectionNamed(rule);
    // The names of arguments stand in the message already.
    const bare = named.kind === 'hazard' && finding.source === undefined;
    const quote = bare ? {} : { quote: evidenceView(definition, finding, source, finding.offset) };
    return { ...named, severity, message: messageProse(rule, message), links: [], ...quote };
  });
}

/** Findings of the inspect stage; a quote is shown where it is one of the definition given. */
export function catalogueFindings(findings: readonly ServerFinding[], definition?: ToolDefinition): FindingView[] {
  return findings.map(({ rule, severity, message, evidence }) => {
    const quoted = evidence.find(({ field, quote }) => field !== undefined && quote !== undefined);
    const { field = '', quote = '' } = quoted ?? {};
    const links = evidence.flatMap(({ server, tool, url }) => {
      if (url !== undefined) return [{ label: url.slice(url.lastIndexOf('/') + 1), url }];
      return server === undefined
        ? []
        : [{ ...(tool !== undefined && { tool }), label: server, url: serverUrl(server) }];
    });
    return {
      ...detectionNamed(rule),
      severity,
      message: messageProse(rule, message),
      links,
      ...(definition === undefined || quoted === undefined
        ? {}
        : { quote: evidenceView(definition, { field, quote }) }),
    };
  });
}

/** Puts findings into their kinds, worst first in each. */
export function findingGroups(findings: readonly FindingView[]): FindingGroup[] {
  return ORDER.flatMap((kind) => {
    const own = findings.filter((finding) => finding.kind === kind);
    if (own.length === 0) return [];
    const sorted = own.toSorted((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));
    return [
      {
        kind,
        title: TITLES[kind],
        lead: LEADS[kind],
        findings: sorted.slice(0, MOST),
        more: Math.max(own.length - MOST, 0),
      },
    ];
  });
}

function detectionNamed(rule: string): Pick<FindingView, 'kind' | 'detection'> {
  const row = detectionOf(rule);
  if (row === undefined) return { kind: 'hostile' };
  return { kind: row.kind, detection: { id: row.id, title: row.title, url: detectionUrl(row.slug) } };
}

/** Detections whose sentences have quotes of theirs between “ and ”; in those of others, names of theirs stand between backticks. */
const QUOTING: ReadonlySet<string> = new Set(['annotation-contradiction'] satisfies DetectionSlug[]);
/** What a language model saw; the sentence about it is ours. */
const MODEL = 'llm';

/** What a finding says, with the words of theirs told apart. A sentence of which that cannot be said is printed like text of theirs. */
export function messageProse(rule: string, message: string): Prose {
  if (QUOTING.has(rule)) return quotedProse(message);
  const parts = backticks(message);
  // One that was cut inside a name does not end it.
  const whole = message.split('`').length % 2 === 1;
  const ours = whole && (rule === MODEL || detectionOf(rule) !== undefined);
  return ours ? parts : parts.map((part) => (typeof part === 'string' ? { foreign: part } : part));
}
