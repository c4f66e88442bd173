import type { Effect, Fact } from '../../../../catalog/model/fact.ts';
import { verbForm } from '../../lexicon/verb-forms.ts';
import type { Sense } from '../../lexicon/senses.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { sentences } from '../../text/sentences.ts';
import type { Rule } from '../rule.ts';

/** Effects that one argument must not hide; milder ones are left to the verbs. */
const EFFECTS: Partial<Record<Sense, Effect>> = {
  delete: 'delete',
  remove: 'delete',
  execute: 'execute',
  pay: 'transfer',
};
/** Verbs that a flag for them means whatever stands behind. */
const NAMED = wordSet('delete remove purge prune erase destroy wipe execute');
/** A flag that only looks at, or only allows, what its name says. */
const LOOKS = wordSet('include show with allow enable is has was only deleted removed');
/** The last words of a flag that is about an effect on something else than what the tool is given. */
const SETTINGS = wordSet('allowed enabled permission protection policy only');
const TRIMS = wordSet('remove truncate strip');
/** Parts of an answer: taking them out of it loses nothing. */
const CONTENT = wordSet(
  'base base64 response result output text content background whitespace html markdown stopwords punctuation duplicates noise ads popups watermark silence links formatting tags',
);
const LONGEST = 400;
const DOOMED = /\b(?:will be|is|are|gets?) (?:[a-z]+ly )?(?:deleted|erased|destroyed|wiped)\b/i;
const CONDITIONS = /\b(?:if|when|whether|not|never|until|unless|once|include|only|also)\b/i;

/**
 * A switch that does more than its tool: `delete_after`, "Delete the branches that were merged". It takes a yes-or-no argument
 * that is named by a grave verb or described by one as an order.
 */
export const effectFlag: Rule = ({ parameters, actions }) => {
  const told = actions.filter(({ where, certainty }) => where === 'head' && certainty !== 'weak');
  const asked = told.length > 0 ? told : actions.filter(({ where }) => where === 'name');
  const changes = asked.some(({ sense }) => sense !== 'read' && sense !== 'make');
  return { facts: parameters.flatMap((parameter) => [...flagged(parameter, changes), ...doomed(parameter, changes)]) };
};

/** "The item that will be deleted": what happens to what an argument names. */
function doomed({ description, textField }: Parameter, changes: boolean): Fact[] {
  const match = DOOMED.exec(description.slice(0, LONGEST));
  if (match === null || changes || CONDITIONS.test(description.slice(0, LONGEST))) return [];
  const evidence = [{ field: textField, quote: match[0] }];
  return [{ kind: 'effect', value: 'delete', rule: 'effect-flag', object: 'flag', certainty: 'likely', evidence }];
}

function flagged(parameter: Reading['parameters'][number], changes: boolean): Fact[] {
  if (!parameter.types.includes('boolean') || parameter.types.length > 1) return [];
  if (trimsAnswer(parameter)) return [];
  const ordered = orderedEffect(parameter);
  const value = ordered ?? namedEffect(parameter);
  if (value === undefined) return [];
  // On a tool that changes things anyway, a name alone is as often a setting of what is changed.
  const certainty = ordered === undefined || changes ? 'weak' : 'likely';
  const named = ordered === undefined && !changes ? 'likely' : certainty;
  return [
    { kind: 'effect', value, rule: 'effect-flag', object: 'flag', certainty: named, evidence: [parameter.evidence] },
  ];
}

/** `remove_base64_images`, `truncate_response`: less of an answer. */
function trimsAnswer({ words }: Parameter): boolean {
  const first = words[0]?.text ?? '';
  return TRIMS.has(first) && words.slice(1).some(({ text }) => CONTENT.has(text));
}

/** "Delete them after they were shown": the first word of the description is an order. */
function orderedEffect({ description }: Parameter): Effect | undefined {
  const first = sentences(description.slice(0, LONGEST))[0]?.words[0];
  const verb = verbForm(first?.text ?? '');
  return verb?.form === 'base' ? EFFECTS[verb.sense] : undefined;
}

function namedEffect({ words, description }: Parameter): Effect | undefined {
  const first = words[0]?.text ?? '';
  if (!NAMED.has(first) || words.some(({ text }) => LOOKS.has(text)) || SETTINGS.has(words.at(-1)?.text ?? ''))
    return undefined;
  if (
    /^\s*(?:whether|if) /i.test(description) &&
    !/\b(?:delete|remove|purge|prune|erase|destroy|wipe|execute)\b/i.test(description)
  ) {
    return undefined;
  }
  return first === 'execute' ? 'execute' : 'delete';
}
