import { CATEGORIES, FACET_TABLE, facetRow, higherLevel } from '../../catalog/model/rubric.ts';
import type { Classification, Finding } from '../../catalog/model/classification.ts';
import type { Severity } from '../../catalog/model/detections.ts';
import type { FindingEvidence, ServerFinding } from '../../catalog/model/server-finding.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { classify } from '../classify/classify.ts';
import { namedList } from '../classify/detections/named-list.ts';

/** How a definition changed, gravest first; a change has the first class that fits. */
export type DriftClass =
  | 'hostile text'
  | 'capability widened'
  | 'annotation changed'
  | 'new parameter'
  | 'schema'
  | 'text only';

interface Drift {
  class: DriftClass;
  severity: Severity;
  /** What changed, for a sentence "On … the server changed this definition: …". */
  says: string;
  evidence: FindingEvidence[];
}

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;
const HOSTILE: ReadonlySet<string> = new Set([
  'hidden-characters',
  'control-characters',
  'pseudo-markup',
  'encoded-payload',
  'model-directive',
  'verdict-steering',
]);

/** Classes a change of a definition by what both versions let a caller do, not by how much text changed. */
export function driftBetween(before: ToolDefinition, after: ToolDefinition): Drift {
  const [was, is] = [classify(before), classify(after)];
  return (
    hostileDrift(was, is) ??
    wideningDrift(was, is) ??
    annotationDrift(before, after) ??
    parameterDrift(before, after) ?? {
      class: JSON.stringify(before.inputSchema) === JSON.stringify(after.inputSchema) ? 'text only' : 'schema',
      severity: 'info',
      says:
        JSON.stringify(before.inputSchema) === JSON.stringify(after.inputSchema)
          ? 'its text'
          : 'its schema, without a new argument',
      evidence: [],
    }
  );
}

/**
 * D8: the newest change of a tool's definition.
 *
 * @param since when the newest definition was first seen
 */
export function definitionDrift(
  tool: string,
  since: string,
  before: { definition: ToolDefinition; hash: string },
  after: ToolDefinition,
): ServerFinding {
  const { severity, says, evidence } = driftBetween(before.definition, after);
  return {
    rule: 'definition-drift',
    severity,
    message: `On ${since.slice(0, 10)} the server was first seen with another definition of this tool; what changed: ${says}.`,
    tool,
    evidence: [...evidence, { definitionHash: before.hash }],
  };
}

function hostileDrift(was: Classification, is: Classification): Drift | undefined {
  const old = new Set(was.findings.map(({ quote }) => quote));
  const added = is.findings.filter((finding) => isHostile(finding) && !old.has(finding.quote));
  const [first] = added.toSorted((a, b) => rank(b.severity) - rank(a.severity));
  if (first === undefined || rank(first.severity) < rank('medium')) return undefined;
  const says = `it gained text that is aimed at a model or hidden from people. ${first.message.replace(/\.$/, '')}`;
  return { class: 'hostile text', severity: 'high', says, evidence: [{ field: first.field, quote: first.quote }] };
}

const isHostile = ({ rule }: Finding): boolean => HOSTILE.has(rule);
const rank = (severity: Severity): number => ['info', 'low', 'medium', 'high'].indexOf(severity);

/** A stronger category, a higher level, or a facet that raises and was not there. */
function wideningDrift(was: Classification, is: Classification): Drift | undefined {
  const stronger = CATEGORIES.indexOf(is.category as 'Read') > CATEGORIES.indexOf(was.category as 'Read');
  const higher = was.level !== is.level && higherLevel(was.level, is.level) === is.level;
  const raising = FACET_TABLE.flatMap(({ facet }) =>
    facetRow(facet).raisesTo !== undefined && is.facets.includes(facet) && !was.facets.includes(facet) ? [facet] : [],
  );
  // From and to Unclassified says more of our reading than of the tool.
  if (was.category === 'Unclassified' || is.category === 'Unclassified') return undefined;
  if (!stronger && !higher && raising.length === 0) return undefined;
  const says = stronger
    ? `the tool is ${is.category} now and was ${was.category}`
    : higher
      ? `the level is ${is.level} now and was ${was.level}`
      : `the facets ${raising.join(', ')} are new`;
  return {
    class: 'capability widened',
    severity: 'medium',
    says,
    evidence: is.evidence.slice(0, 1).map(({ field, quote }) => ({ field, quote })),
  };
}

function annotationDrift(before: ToolDefinition, after: ToolDefinition): Drift | undefined {
  const changed = HINTS.filter((hint) => before.annotations?.[hint] !== after.annotations?.[hint]);
  const flipped = changed.filter(
    (hint) => typeof before.annotations?.[hint] === 'boolean' && typeof after.annotations?.[hint] === 'boolean',
  );
  if (changed.length === 0) return undefined;
  const says = changed
    .map((hint) => `${hint} is ${said(after.annotations?.[hint])} now and was ${said(before.annotations?.[hint])}`)
    .join(', ');
  const shown = changed.find((hint) => after.annotations?.[hint] !== undefined);
  return {
    class: 'annotation changed',
    severity: flipped.length > 0 ? 'low' : 'info',
    says,
    evidence:
      shown === undefined
        ? []
        : [{ field: `/annotations/${shown}`, quote: JSON.stringify(after.annotations?.[shown]) }],
  };
}

const said = (hint: unknown): string => (typeof hint === 'boolean' ? String(hint) : 'not given');

function parameterDrift(before: ToolDefinition, after: ToolDefinition): Drift | undefined {
  const old = new Set(argumentNames(before));
  const added = argumentNames(after).filter((name) => !old.has(name));
  const [first] = added;
  if (first === undefined) return undefined;
  return {
    class: 'new parameter',
    severity: 'low',
    says: `new arguments: ${namedList(added)}`,
    evidence: [{ field: `/inputSchema/properties/${first.replaceAll('~', '~0').replaceAll('/', '~1')}`, quote: first }],
  };
}

function argumentNames({ inputSchema }: ToolDefinition): string[] {
  const properties = inputSchema?.['properties'];
  return typeof properties === 'object' && properties !== null && !Array.isArray(properties)
    ? Object.keys(properties)
    : [];
}
