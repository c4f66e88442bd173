import type { Fact } from '../../../catalog/model/fact.ts';
import type { Parameter } from '../reading.ts';

/** The fact that an argument plays a part. */
export function argumentFact(parameter: Parameter, rule: string, value: (Fact & { kind: 'argument' })['value']): Fact {
  return { kind: 'argument', value, rule, certainty: 'clear', evidence: [parameter.evidence] };
}

/** `true` for an argument that can hold free text: not a number, not a flag, not a fixed list. */
export function isFreeText({ types, choices }: Parameter): boolean {
  const typed = types.length === 0 || types.includes('string') || types.includes('array');
  return typed && choices.length === 0;
}

/** The folded words of an argument's name, joined by underscores. */
export function plainName({ words }: Parameter): string {
  return words.map(({ text }) => text).join('_');
}

const PARAMETERS = /^(?:parameters|params|args|arguments)$/;

/**
 * The argument that names a sub-command whose own arguments stand in an object beside it, as routers to many tools have it:
 * `command` with `parameters: {…}`. A list of words beside it is a command line, no sub-command.
 */
export function subCommand(
  parameters: readonly Parameter[],
): { command: Parameter; parameters: Parameter } | undefined {
  const command = parameters.find((parameter) => plainName(parameter) === 'command' && isFreeText(parameter));
  const object = parameters.find(
    (parameter) =>
      PARAMETERS.test(plainName(parameter)) && parameter.types.length === 1 && parameter.types[0] === 'object',
  );
  return command === undefined || object === undefined ? undefined : { command, parameters: object };
}
