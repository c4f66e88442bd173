/** The page of one tool, as plain values. Everything that the page shows is here, so that its hash tells when it changes. */
import type { EntryStatus } from '../../../catalog/model/registry-entry.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { serverJsonUrl, serverUrl, toolJsonUrl, toolUrl } from '../../links.ts';
import type { Described } from '../../structured-data.ts';
import { serverAttributions, type AttributionView } from '../attribution.ts';
import { ownershipMismatch, type OwnershipLine } from '../server/identity.ts';
import { cutName, cutText, firstLine, shortName, type CutText } from '../text/cut-text.ts';
import { visibleString } from '../text/visible-text.ts';
import { type ToolAttacks, toolAttacks } from './attacks.ts';
import { changelogView, type ChangelogView } from './changelog.ts';
import { implementationView, type SourceRow } from './implementation.ts';
import { qualityNotes, type QualityNote } from './quality/quality-notes.ts';
import { annotationsView, type AnnotationsView } from './annotations.ts';
import { toolFaq, type Question } from './faq.ts';
import { provenanceView, type ProvenanceView } from './provenance.ts';
import { relatedTools, type RelatedTool } from './related.ts';
import { snippetsOf } from '../../../catalog/store/source-references.ts';
import { catalogueFindings, definitionFindings, type FindingGroup, findingGroups } from '../findings/finding-view.ts';
import { type LegView, toolLegs } from '../findings/legs.ts';
import { SPEAKER } from './speaker.ts';
import { toolPolicy, type ToolPolicyView } from './tool-policy.ts';
import { type WhatItDoes, whatItDoes } from './what-it-does.ts';
import { inputView, outputView, type SchemaView } from './schema-view.ts';
import { verdictView, type VerdictView } from './verdict.ts';

/** The server as its tools' pages mention it. */
export interface ServerMention {
  name: string;
  title?: string;
  url: string;
  status: EntryStatus;
  statusMessage?: string;
  /** A package of it that says that it belongs to another server. */
  mismatch?: OwnershipLine;
}

export interface ToolPage {
  url: string;
  jsonUrl: string;
  serverJsonUrl: string;
  server: ServerMention;
  name: CutText;
  title?: string;
  /** The description, or its beginning when it is long. */
  lead?: string;
  /** The whole description (within the limit of a page), only when the lead is not all of it. */
  description?: CutText;
  /** Title and description of the document, plain text. */
  head: { title: string; description: string };
  noindex: boolean;
  whatItDoes: WhatItDoes;
  verdict: VerdictView;
  /** Findings by kind, those of the inspection included. */
  findings: FindingGroup[];
  /** Legs of the trifecta that it has by itself. */
  legs: LegView[];
  /** Patterns that its access fits. */
  attacks: ToolAttacks;
  policy: ToolPolicyView;
  input: SchemaView;
  output?: SchemaView;
  annotations: AnnotationsView;
  related: RelatedTool[];
  faq: Question[];
  /** Where the code behind it stands. */
  implementation: SourceRow[];
  changelog: ChangelogView;
  /** What could be clearer about its definition; nothing about risk. */
  quality: QualityNote[];
  /** Whether the server itself gave the definition. */
  heard: boolean;
  /** Whose words the definition is in, inside a sentence. */
  speaker: string;
  provenance: ProvenanceView;
  /** What registries ask to be shown with their data. */
  attributions: AttributionView[];
  described: Described;
}

const LEAD = 260;
const MAX_DESCRIPTION = 6000;

/** The model of a tool's page. */
export function toolPage(view: ServerView, tool: ToolRecord): ToolPage {
  const { server } = view;
  const { definition } = tool;
  const source = snippetsOf(tool.sourceReferences);
  const verdict = verdictView(definition, tool.classification, source);
  const found = tool.classification?.findings ?? [];
  const findings = [
    ...definitionFindings(definition, found, source),
    ...catalogueFindings(
      view.findings.filter((finding) => finding.tool === tool.name),
      definition,
    ),
  ];
  const name = cutName(definition.name, 160);
  const description = definition.description?.trim() ?? '';
  const whole = description.length <= LEAD;
  const lead = whole ? description : firstLine(description, LEAD);
  const title = titleOf(tool);
  const policy = toolPolicy(view, tool, verdict);
  const url = toolUrl(server.slug, tool.slug);
  const head = headOf(definition.name, server.name, lead, verdict);
  const input = inputView(definition.inputSchema);
  const output = outputView(definition.outputSchema);
  return {
    url,
    jsonUrl: toolJsonUrl(server.slug, tool.name),
    serverJsonUrl: serverJsonUrl(server.slug),
    server: serverMention(view),
    name,
    ...(title === undefined ? {} : { title }),
    ...(lead === '' ? {} : { lead }),
    ...(whole ? {} : { description: cutText(description, MAX_DESCRIPTION) }),
    head,
    noindex: description === '' && input.table === undefined,
    whatItDoes: whatItDoes(name.text, { name: server.name, url: serverUrl(server.slug) }, input, verdict),
    verdict,
    findings: findingGroups(findings),
    legs: toolLegs(tool),
    attacks: toolAttacks(view, tool),
    policy,
    input,
    ...(output === undefined ? {} : { output }),
    annotations: annotationsView(definition.annotations, found),
    related: relatedTools(server.slug, tool, view.tools),
    faq: toolFaq(view, tool, verdict, policy),
    implementation: implementationView(tool),
    changelog: changelogView(tool),
    quality: qualityNotes(definition),
    heard: tool.source.startsWith('live'),
    speaker: SPEAKER[tool.source],
    provenance: provenanceView(view, tool),
    attributions: serverAttributions(view.attributions),
    described: {
      '@type': 'TechArticle',
      headline: visibleString(name.text),
      ...(tool.history[0]?.since === undefined ? {} : { dateModified: tool.history[0].since }),
    },
  };
}

function serverMention(view: ServerView): ServerMention {
  const { server } = view;
  const mismatch = ownershipMismatch(view);
  return {
    name: server.name,
    ...(server.title === null ? {} : { title: server.title }),
    url: serverUrl(server.slug),
    status: server.status,
    ...(server.statusMessage === null ? {} : { statusMessage: firstLine(server.statusMessage, 300) }),
    ...(mismatch === undefined ? {} : { mismatch }),
  };
}

/** The display title, unless it only repeats the name in other letters. */
function titleOf({ definition }: ToolRecord): string | undefined {
  const declared = definition.title ?? definition.annotations?.['title'];
  if (typeof declared !== 'string') return undefined;
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const title = firstLine(declared, 120);
  return title === '' || bare(title) === bare(definition.name) ? undefined : title;
}

function headOf(name: string, server: string, lead: string, { category, level }: VerdictView) {
  const risk = level === 'Unclassified' ? 'Unclassified' : `${level} risk, ${category}`;
  const clean = visibleString(shortName(name, 80));
  const about = lead === '' ? 'No description.' : visibleString(firstLine(lead, 160));
  return {
    title: `${clean} · ${visibleString(shortName(server, 80))}`,
    description: `${risk}. ${about}`,
  };
}
