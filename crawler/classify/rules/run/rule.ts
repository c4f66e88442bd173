import { anyNoun, isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, allNouns, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Verbs of running that people also use for work which leaves nothing behind ("perform a search", "run a query"). */
const ALSO_COMPUTES =
  wordSet(`run execute perform conduct start trigger initiate process call test debug benchmark evaluate invoke launch
   replay`);
/** Testing these only looks whether they answer. */
const TESTABLE =
  wordSet(`connection connectivity regex api key credential url endpoint expression tool server pattern network
   database access proxy hypothesis`);
/** Beginning these only opens a record of our own or an exchange. */
const BEGINS =
  wordSet(`session conversation auth authentication oauth login chat flow transaction timer thread game entry tracking
   dialog stopwatch time shift timesheet trial sprint authorization`);
const BEGIN_VERBS = wordSet('start stop initiate begin pause resume continue');
/** Evaluating these runs them; evaluating anything else is thinking about it. */
const EVALUATED = wordSet(
  `javascript js expression code script python function cell snippet formula command page browser`,
);
/** Building these is wording a question. */
const QUESTIONS = new Set(['query', 'search']);
/** "A read-only operation": what is only read by its own name. */
const READS = new Set(['operation', 'query', 'statement']);
/** Behind the head sentence these say how the tool works, not what it does. */
const VAGUE = wordSet('perform conduct process step control continue debug test build play');
/** Words beside "query" that do not say what kind of query it is. */
const UNRESTRICTED = wordSet('raw arbitrary custom any native read only');

/** Starting, stopping and running things: Execute, unless what is run only computes an answer. */
export const run: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => (action.sense === 'run' || action.sense === 'execute') && !advises(action))
    .map((action) => {
      if (computes(action)) return effectOf(action, 'run', 'read', 'computation');
      if (BEGIN_VERBS.has(action.verb) && action.object.some((noun) => BEGINS.has(noun))) {
        return effectOf(action, 'run', 'update', 'session');
      }
      if (runsStatement(action)) return effectOf(action, 'run', 'execute', 'statement');
      return effectOf(action, 'run', 'execute');
    }),
});

/** "Call this tool first": advice to the model about tools, no effect of this one. */
function advises({ verb, object, where }: Action): boolean {
  const tools = object.includes('function') || object.includes('tool');
  const thisOne = object.length === 0 || tools;
  return where !== 'name' && ((verb === 'call' && thisOne) || (where === 'near' && VAGUE.has(verb)));
}

function computes(action: Action): boolean {
  const { verb, object, rest } = action;
  const head = headNoun(action);
  if (verb === 'test' && (head === undefined || !isNoun(head, 'job'))) {
    return TESTABLE.has(head ?? '') || allNouns(action).some((noun) => TESTABLE.has(noun));
  }
  if (verb === 'build' && (QUESTIONS.has(head ?? '') || isNoun(head, 'answer'))) return head !== 'map';
  if (verb === 'evaluate' && !object.some((noun) => EVALUATED.has(noun))) return object.length > 0 || rest.length > 0;
  if (!ALSO_COMPUTES.has(verb)) return false;
  const words = [...object, ...rest.slice(0, 4)];
  if (
    object.some((word) => word === 'read' || word === 'readonly' || word === 'select') &&
    (anyNoun(words, 'statement') || READS.has(head ?? ''))
  ) {
    return true;
  }
  if (head === 'request' && object.includes('get')) return true;
  if (runsStatement(action)) return anyNoun(words, 'readingLanguage');
  if (head === 'query') return true;
  const onlyComputes = verb === 'perform' || verb === 'conduct';
  return isNoun(head, 'computation') || (onlyComputes && anyNoun(object, 'computation'));
}

/** A database is named, or nothing but "query" is: then it may be any statement. */
function runsStatement({ verb, object }: Action): boolean {
  if (!ALSO_COMPUTES.has(verb)) return false;
  const bare = object.at(-1) === 'query' && object.every((word) => word === 'query' || UNRESTRICTED.has(word));
  return bare || anyNoun(object, 'statement');
}
