import type { Evidence } from '../../../../catalog/model/classification.ts';
import type { Reading } from '../../reading.ts';
import type { Rule } from '../rule.ts';

const LOST = 'deleted|erased|wiped|purged|destroyed|dropped|permanently removed|irreversibly lost';
const LOSING = 'deleting|dropping|discarding|wiping|erasing|purging|destroying';
const WHOLE = String.raw`(?:the|all|any|its|their|existing|old|previous|extraneous|other|uncommitted|local)`;

/** What the words of other trades for losing something say, wherever they stand in the first sentences. */
const PHRASES: readonly RegExp[] = [
  // History of a repository that others no longer find.
  /\bforce[- ]?push(?:e[sd]|ing)?\b|\bpush(?:e[sd]|ing)? (?:with )?--force\b(?!-with)/i,
  /\breset(?:s|ting)? --hard\b/i,
  /\bfactory[- ](?:reset(?!s? (?:status|protection))|settings|defaults)\b/i,
  /\bgarbage[- ]collect(?:s|ion|ing)?\b(?: (?:of|on|for|the|all|any)){0,2} (?:\w{1,20} ){0,2}(?:blobs?|objects?|images?|layers?|artifacts?|files?|repositor(?:y|ies)|registry)\b/i,
  // A clause beside the verb: ", deleting extraneous files".
  new RegExp(String.raw`[,;(] ?(?:and |then |thereby |also |permanently )?(?:${LOSING}) ${WHOLE} \w{2,30}`, 'i'),
  // "; the duplicates are deleted", ": existing rows are dropped first".
  new RegExp(
    String.raw`[;:,(] ?(?:and |then )?${WHOLE} (?:\w{1,30} ){1,3}(?:is|are|will be|gets?) (?:then |also |permanently |first |automatically ){0,2}(?:${LOST})\b(?! (?:after|when|if|once|within|by|from|in|on|only|unless|or)\b)`,
    'i',
  ),
];
/** A sentence with one of these tells of a condition, an opposite or another tool. */
const NOT_DONE =
  /\b(?:if|whether|when|unless|not|never|no|without|instead|cannot|can't|doesn't|don't|avoid|prevents?|protects?|requires?|blocks?|detects?|undo|recover|restore (?:deleted|from))\b/i;
const NAMED = /(?:^|_)(?:force_push|reset_hard|hard_reset_branch|factory_reset)(?:$|_)/;
/** Data about a loss in a name: `factory_reset_status`. */
const ABOUT = /(?:^|_)(?:get|list|check|status|history|log|info|protection|policy|policies)(?:$|_)/;
const SENTENCES = 4;
const LONGEST_SENTENCE = 1000;

/** A loss that is told by other words than the main verb: of history, of settings, of what stood in the way. */
export const toldLoss: Rule = (reading) => {
  const evidence = named(reading) ?? told(reading);
  if (evidence === undefined) return {};
  return {
    facts: [
      {
        kind: 'effect',
        value: 'delete',
        rule: 'told-loss',
        certainty: 'likely',
        reversibility: 'none',
        evidence: [evidence],
      },
    ],
  };
};

function named({ name, nameWords }: Reading): Evidence | undefined {
  const joined = nameWords.map(({ text }) => text).join('_');
  return NAMED.test(joined) && !ABOUT.test(joined) ? { field: '/name', quote: name.slice(0, 200) } : undefined;
}

function told(reading: Reading): Evidence | undefined {
  if (onlyLooks(reading)) return undefined;
  for (const { start, end } of reading.sentences.slice(0, SENTENCES)) {
    const text = reading.description.slice(start, Math.min(end, start + LONGEST_SENTENCE));
    if (NOT_DONE.test(text)) continue;
    const match = PHRASES.map((phrase) => phrase.exec(text)).find((found) => found !== null);
    if (match !== undefined && match !== null) return { field: '/description', quote: match[0].slice(0, 200) };
  }
  return undefined;
}

/** "Lists events, the deleted ones included": whoever looks something up loses nothing by it; garbage is what "collect" may be about. */
function onlyLooks({ actions }: Reading): boolean {
  const leads = actions.filter(({ where }) => where === 'name' || where === 'head');
  return leads.length > 0 && leads.every(({ sense, verb }) => sense === 'read' && verb !== 'collect');
}
