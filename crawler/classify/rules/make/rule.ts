import type { EffectFact } from '../../../../catalog/model/fact.ts';
import type { Action } from '../../grammar/action.ts';
import { anyNoun, isNoun } from '../../lexicon/nouns.ts';
import { verbForm } from '../../lexicon/verb-forms.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import type { Reading } from '../../reading.ts';
import { plainName } from '../argument.ts';
import { type Rule, allNouns, effectOf, headNoun } from '../rule.ts';

/** These give a text or a picture back and keep nothing. */
const COMPUTES =
  wordSet(`plan optimize optimise render synthesize synthesise brainstorm say speak generate produce formulate prepare compose
   craft draw design sketch paint whisper gen imagine reimagine`);
const KEEPS = wordSet('draw compose design paint sketch construct make assemble develop prepare');
/** Making these keeps something on a machine or in an account. */
const KEPT =
  wordSet(`file video audio music song website page app project pdf document presentation slide podcast invoice
   account token credential speech model directory folder asset sound voice spreadsheet excel
   docx pptx 3d wallet ticket`);
/** A picture is given back, unless something says that it is kept. */
const PICTURES = wordSet('image picture photo icon logo avatar illustration art artwork cartoon graphic png jpg svg');
const KEPT_AT =
  /^(?:.*_)?(?:file(?!_?(?:key|id)$)|file_?name|path|dir|directory|folder|output|save|project|project_id|destination|bucket|album|upload)(?:_.*)?$/;
const SAYS_KEPT =
  /\b(?:sav(?:e|es|ed|ing)|stor(?:e|es|ed|ing)|upload|written|disk|folder|director|gallery|library|asset)/i;
/** No description, or what some hubs show in its place. */
const NO_TEXT = /^\s*$|^\s*(?:(?:tool )?description not (?:available|accessible)|deploy server\b)/i;
const STORES = wordSet('database table index manifest storage store partition');
const OWNERS = wordSet('owner admin administrator member moderator');
/** A request by one of these only asks. */
const ASKING = wordSet('get head option options');
const HTTP_VERBS = wordSet('get post put patch delete head option options');

/** "Generate", "render", "draw": an answer where it is text that is given back, something created where it is kept. */
export const make: Rule = (reading) => ({
  facts: reading.actions
    .filter((action) => action.sense === 'make')
    .map((action) => effectOf(action, 'make', effectIn(action, reading))),
});

function effectIn(action: Action, reading: Reading): EffectFact['value'] {
  const { verb, object } = action;
  if (verb === 'make') {
    if (isRequest(action)) return isAsking(object) ? 'read' : 'execute';
    if (
      allNouns(action)
        .slice(0, 8)
        .some((noun) => OWNERS.has(noun))
    )
      return 'update';
    // "Make a dice roll": what is done is the noun.
    if (verbForm(headNoun(action) ?? '')?.sense === 'read') return 'read';
  }
  // Tuning a store rewrites it in place.
  if ((verb === 'optimize' || verb === 'optimise') && object.some((noun) => STORES.has(noun))) return 'execute';
  return keeps(action, reading) ? 'create' : 'read';
}

/** "Make an HTTP request": any call of an API. */
function isRequest({ object }: Action): boolean {
  const asks = object.includes('request') || object.includes('call');
  return asks && object.some((word) => word === 'http' || word === 'api');
}

function isAsking(object: readonly string[]): boolean {
  const verbs = object.filter((word) => HTTP_VERBS.has(word));
  return verbs.length > 0 && verbs.every((word) => ASKING.has(word));
}

function keeps(action: Action, reading: Reading): boolean {
  const head = headNoun(action);
  if (head !== undefined && KEPT.has(head)) return true;
  if (isPicture(action)) return saysKept(reading);
  if (KEEPS.has(action.verb)) return !isNoun(head, 'answer') && !isNoun(head, 'data');
  return !COMPUTES.has(action.verb);
}

function isPicture({ object }: Action): boolean {
  return object.slice(-2).some((word) => PICTURES.has(word)) && !anyNoun(object, 'browser');
}

function saysKept({ parameters, description, declared }: Reading): boolean {
  // Nothing is known but the name: it is not taken for the milder one.
  if (!declared && NO_TEXT.test(description)) return true;
  return (
    parameters.some((parameter) => KEPT_AT.test(plainName(parameter))) || SAYS_KEPT.test(description.slice(0, 1500))
  );
}
