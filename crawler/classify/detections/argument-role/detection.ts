import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Effect } from '../../../../catalog/model/fact.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import type { Parameter } from '../../reading.ts';
import { type HazardDetection, type Judged } from '../detection.ts';
import { namedList } from '../named-list.ts';
import { plainName, ROLES } from './roles.ts';

type Role = (typeof ROLES)[number];
type Json = Record<string, unknown>;

/** A schema with more arguments than these is looked at in part. */
const MOST_ARGUMENTS = 2000;

/** D10: arguments that decide what happens, one finding per role, by the rules' facts and by name, type and effect. */
export const argumentRole: HazardDetection = (judged) => {
  const effects = new Set(
    judged.facts.flatMap((fact) => (fact.kind === 'effect' && fact.certainty !== 'weak' ? [fact.value] : [])),
  );
  const played = new Map<string, Parameter[]>();
  for (const parameter of judged.reading.parameters.slice(0, MOST_ARGUMENTS)) {
    const role = ROLES.find((candidate) => plays(parameter, candidate, judged, effects));
    if (role !== undefined) played.set(role.id, [...(played.get(role.id) ?? []), parameter]);
  }
  return [...played].flatMap(([id, parameters]) => {
    const role = ROLES.find((candidate) => candidate.id === id);
    const [first] = parameters;
    return role === undefined || first === undefined ? [] : [findingOf(role, parameters, first, judged.definition)];
  });
};

function plays(
  parameter: Parameter,
  role: Role,
  { factsAt, definition }: Judged,
  effects: ReadonlySet<Effect>,
): boolean {
  const { field, quote } = parameter.evidence;
  if (role.fact !== undefined) {
    // Arguments that a description documents share its pointer, so the quote has to agree as well.
    return (factsAt.get(field) ?? []).some(
      (fact) =>
        fact.kind === 'argument' &&
        fact.value === role.fact &&
        fact.evidence.some((evidence) => evidence.field === field && evidence.quote === quote),
    );
  }
  if (role.effects !== undefined && !role.effects.some((effect) => effects.has(effect))) return false;
  if (
    role.types !== undefined &&
    parameter.types.length > 0 &&
    !role.types.some((type) => parameter.types.includes(type))
  )
    return false;
  if (role.name?.test(plainName(parameter)) !== true) return false;
  if (parameter.choices.length > 0) return false;
  return role.open !== true || isOpen(schemaAt(definition, field));
}

function findingOf(
  role: Role,
  parameters: readonly Parameter[],
  first: Parameter,
  definition: ToolDefinition,
): Finding {
  const unbounded =
    role.bounded !== undefined && parameters.some((parameter) => !isBounded(parameter, role, definition));
  const bound = role.bounded === 'number' ? 'a maximum' : 'a pattern or a list of values';
  return {
    rule: 'argument-role',
    severity: role.severity,
    message: `Takes ${role.takes}${unbounded ? `, without ${bound} that would restrict it` : ''}: ${namedList(parameters.map(({ name }) => name))}.`,
    field: first.evidence.field,
    quote: first.evidence.quote,
  };
}

function isBounded(parameter: Parameter, role: Role, definition: ToolDefinition): boolean {
  if (parameter.choices.length > 0) return true;
  const schema = schemaAt(definition, parameter.evidence.field);
  const keywords = role.bounded === 'number' ? ['maximum', 'exclusiveMaximum'] : ['pattern', 'enum', 'const', 'format'];
  return keywords.some((keyword) => keyword in schema && (keyword !== 'format' || role.id !== 'url'));
}

/** An object that declares no members: anything may stand in it. */
function isOpen(schema: Json): boolean {
  const { properties, additionalProperties } = schema;
  const declared = typeof properties === 'object' && properties !== null && Object.keys(properties).length > 0;
  return !declared && additionalProperties !== false;
}

function schemaAt(definition: ToolDefinition, field: string): Json {
  let value: unknown = definition;
  for (const segment of field.slice(1).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return {};
    value = (value as Json)[key];
  }
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
