import type { LaunchProfile } from '../../../catalog/model/launch.ts';

/** Names of variables that a sentence lists. */
const NAMES = 8;

/**
 * What tells starts that listed a tool from those that listed others but not it, as a sentence.
 *
 * @param listedBy one start or more
 * @param missingFrom one start or more
 */
export function conditionOf(listedBy: readonly LaunchProfile[], missingFrom: readonly LaunchProfile[]): string {
  const [having, lacking] = [listedBy[0]!, missingFrom[0]!];
  const only = (a: readonly string[] = [], b: readonly string[] = []) => a.filter((name) => !b.includes(name));
  const phrases = [
    clause('only when the client declares ', only(having.capabilities, lacking.capabilities)),
    clause('only when the client does not declare ', only(lacking.capabilities, having.capabilities)),
    clause('only when these variables are set: ', only(having.environment, lacking.environment)),
    clause('only when these variables are not set: ', only(lacking.environment, having.environment)),
    clause('only with the arguments ', only(having.arguments, lacking.arguments)),
    clause('only without the arguments ', only(lacking.arguments, having.arguments)),
  ].filter((phrase) => phrase !== undefined);
  return `Listed ${phrases.length === 0 ? 'by some starts and not by others' : phrases.join(', ')}.`;
}

function clause(words: string, names: string[]): string | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : '';
  return `${words}${names.slice(0, NAMES).join(', ')}${more}`;
}
