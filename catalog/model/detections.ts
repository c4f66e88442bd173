/**
 * The detections as data: what each one looks for and what it means to a reader. The classifier and the inspect stage name
 * them in their findings, the pages and the methodology are printed from this table, so that none of them can disagree.
 */
import type { Finding } from './classification.ts';

export type Severity = Finding['severity'];

/** What a finding of a detection is about; shown apart, because a tool that can do much is not a tool that means harm. */
export const DETECTION_KINDS = {
  hostile: 'What the text tries: characters, phrases and marks that are aimed at a model or hidden from a person',
  hazard: 'What the tool can do: arguments and data that deserve a rule, whoever wrote the tool',
  provenance: 'Where it comes from: names, publishers, versions and changes',
  quality: 'How far the definition can be relied on',
} as const;
export type DetectionKind = keyof typeof DETECTION_KINDS;

interface DetectionRow {
  id: `D${number}`;
  /** What findings name in `rule`. */
  slug: string;
  kind: DetectionKind;
  /** What is read: one definition, source code given with it, or the catalogue as a whole. */
  reads: 'definition' | 'source' | 'catalogue';
  title: string;
  /** One sentence on what a finding means. */
  meaning: string;
  /** Every severity that a finding can have, mildest first. */
  severities: readonly Severity[];
}

export const DETECTION_TABLE = [
  {
    id: 'D1',
    slug: 'hidden-characters',
    kind: 'hostile',
    reads: 'definition',
    title: 'Hidden characters',
    meaning: 'The text holds characters that a model reads and a person does not see, or letters that only look Latin.',
    severities: ['info', 'low', 'medium', 'high'],
  },
  {
    id: 'D2',
    slug: 'control-characters',
    kind: 'hostile',
    reads: 'definition',
    title: 'Control characters and terminal sequences',
    meaning: 'Shown in a terminal as it is, the text could hide, recolour or overwrite what stands around it.',
    severities: ['info', 'medium', 'high'],
  },
  {
    id: 'D3',
    slug: 'pseudo-markup',
    kind: 'hostile',
    reads: 'definition',
    title: 'Pseudo-tags and data-carrying links',
    meaning:
      'The text imitates the marks that separate instructions from data, or has an image or link whose address could carry data away.',
    severities: ['low', 'medium', 'high'],
  },
  {
    id: 'D4',
    slug: 'encoded-payload',
    kind: 'hostile',
    reads: 'definition',
    title: 'Encoded commands and addresses',
    meaning: 'A base64 or hexadecimal text in the definition decodes to a command, an address or an instruction.',
    severities: ['low', 'medium', 'high'],
  },
  {
    id: 'D5',
    slug: 'model-directive',
    kind: 'hostile',
    reads: 'definition',
    title: 'Text addressed to the model',
    meaning:
      'The text tells the model how to behave beyond this call: what to keep from the user, which tools to use first, what it is allowed to do.',
    severities: ['info', 'low', 'medium', 'high'],
  },
  {
    id: 'D6',
    slug: 'verdict-steering',
    kind: 'hostile',
    reads: 'definition',
    title: 'Text aimed at the verdict',
    meaning: 'The text speaks to whoever judges the tool: a ready-made verdict, a badge, a claim of harmlessness.',
    severities: ['info', 'low', 'medium', 'high'],
  },
  {
    id: 'D7',
    slug: 'name-collision',
    kind: 'provenance',
    reads: 'catalogue',
    title: 'Names and texts of other servers',
    meaning: 'The tool speaks of a tool of another server, repeats one word for word, or is called almost like one.',
    severities: ['info', 'low', 'medium'],
  },
  {
    id: 'D8',
    slug: 'definition-drift',
    kind: 'provenance',
    reads: 'catalogue',
    title: 'Changed definition',
    meaning: 'The server has changed what the tool says or accepts since the catalogue first saw it.',
    severities: ['info', 'low', 'medium', 'high'],
  },
  {
    id: 'D9',
    slug: 'annotation-contradiction',
    kind: 'quality',
    reads: 'definition',
    title: 'Annotations that contradict the definition',
    meaning: 'The server’s own hints disagree with its text, or are the same on tools that do different things.',
    severities: ['info', 'medium'],
  },
  {
    id: 'D10',
    slug: 'argument-role',
    kind: 'hazard',
    reads: 'definition',
    title: 'Arguments that decide what happens',
    meaning:
      'An argument is a command, code, a statement, a path, an address, a recipient, a selector or a force flag.',
    severities: ['info', 'low'],
  },
  {
    id: 'D11',
    slug: 'secret-exposure',
    kind: 'hazard',
    reads: 'definition',
    title: 'Credentials in arguments or answers',
    meaning: 'A credential passes through the model’s context and its logs.',
    severities: ['low', 'medium'],
  },
  {
    id: 'D12',
    slug: 'spare-parameter',
    kind: 'hazard',
    reads: 'definition',
    title: 'Argument that invites the conversation',
    meaning: 'An argument could hand the conversation or its surroundings to the server; mostly it is ordinary.',
    severities: ['info'],
  },
  {
    id: 'D13',
    slug: 'dispatcher',
    kind: 'hazard',
    reads: 'definition',
    title: 'One tool for many actions',
    meaning: 'An argument selects the verb, so that a rule for this tool has to look at that argument.',
    severities: ['info', 'low'],
  },
  {
    id: 'D14',
    slug: 'provenance',
    kind: 'provenance',
    reads: 'catalogue',
    title: 'Publisher and launch',
    meaning:
      'A name is close to one of another publisher, name and repository disagree, or what is launched is not one fixed version.',
    severities: ['info', 'low'],
  },
  {
    id: 'D15',
    slug: 'known-advisory',
    kind: 'provenance',
    reads: 'catalogue',
    title: 'Known advisories',
    meaning: 'A public advisory names this version of the package.',
    severities: ['medium', 'high'],
  },
  {
    id: 'D16',
    slug: 'source-sink',
    kind: 'hazard',
    reads: 'source',
    title: 'What the code reaches',
    meaning:
      'The code behind the tool runs processes or code, or touches files, networks, databases or the environment.',
    severities: ['info'],
  },
  {
    id: 'D17',
    slug: 'undeclared-effect',
    kind: 'hazard',
    reads: 'source',
    title: 'Effects that the definition does not mention',
    meaning: 'The code behind the tool does something that its definition says nothing of.',
    severities: ['low', 'medium'],
  },
  {
    id: 'D18',
    slug: 'trifecta-leg',
    kind: 'hazard',
    reads: 'catalogue',
    title: 'Private data, untrusted content, a way out',
    meaning:
      'Tools that read private data, tools that read what strangers wrote and tools that send can be combined by whoever writes that text. Most useful servers have all three; this is no alarm.',
    severities: ['info'],
  },
  {
    id: 'D19',
    slug: 'declared-tools',
    kind: 'provenance',
    reads: 'catalogue',
    title: 'Declared tools against listed tools',
    meaning:
      'A registry declares other tools than the server lists: its record is old, or the server offers less or more than it did.',
    severities: ['info'],
  },
] as const satisfies readonly DetectionRow[];

export type DetectionSlug = (typeof DETECTION_TABLE)[number]['slug'];

const BY_SLUG: ReadonlyMap<string, DetectionRow> = new Map(DETECTION_TABLE.map((row) => [row.slug, row]));

/** The row of the detection that made a finding; `undefined` for a rule of an older program. */
export function detectionOf(rule: string): DetectionRow | undefined {
  return BY_SLUG.get(rule);
}
