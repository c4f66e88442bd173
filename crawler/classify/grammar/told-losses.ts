import { wordSet } from '../lexicon/word-set.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Word } from '../text/words.ts';
import type { Action } from './action.ts';
import type { Place } from './action-at.ts';
import { NEGATIONS } from '../lexicon/function-words.ts';

/** How much of a sentence is read. */
const LONGEST = 600;
const QUOTE_LIMIT = 200;
const WHAT =
  '(?:this|it|that|the|these|such)(?: (?:action|operation|call|change|step|process|request|command|tool|procedure|changes|actions))?';
/** "This action is irreversible", "Cannot be undone", "There is no way back", "Reading is destructive". */
const FOR_GOOD = new RegExp(
  [
    `^(?:\\w+ )?(?:${WHAT} )?(?:is |are )?(?:permanent and |permanently |completely |fully )?(?:irreversible|not reversible|unrecoverable|irrevocable)(?: (?:action|operation|change))?\\b(?! (?:damage|action|change)s?\\b)`,
    `^(?:\\w+ )?(?:${WHAT} )?(?:can ?not|can't|cannot) be (?:undone|reversed|recovered|restored|reverted|taken back|rolled back|brought back)`,
    '^there is no (?:undo|way back|going back|recovery|way to (?:undo|recover))',
    `^(?:(?:warning|caution|danger|note|important) )?(?:(?:${WHAT}|reading|calling it|a call) is )?(?:an? )?(?:highly |very |potentially )?destructive(?: (?:action|operation|call|tool|command))?$`,
    `^(?:(?:${WHAT}|reading|calling it|a call) is )(?:an? )?(?:highly |very |potentially )?destructive\\b`,
  ].join('|'),
);
/** "All data will be lost", "You will lose the record". */
const LOST = new RegExp(
  [
    '^(?:\\w+ )?(?:all|any|the|your|every|everything|its|their|unsaved)(?: \\w+){0,4} (?:will be|is|are|gets|get|is then|are then) (?:\\w+ly )?(?:lost|gone|wiped out|unrecoverable|gone for good)\\b',
    '^(?:\\w+ )?you (?:will |then )?(?:\\w+ly )?lose (?:the|all|your|every|its|any)\\b',
    '^(?:\\w+ )?(?:nothing|none) (?:of it )?(?:can be recovered|is left|survives)',
  ].join('|'),
);
/** Marks between the clauses of a sentence, of which each may say it; and those behind which one stands for itself. */
const CLAUSES = wordSet(', : ; ( ) – —');
const ALONE = wordSet('( ; – —');
const SUBJECT = /^(?:this|it|all|you|your)\b/;
const MOST_WORDS = 100;
/** Told of something else: a question, a condition, somebody else's action, or what is not lost. */
const OF_OTHERS = /\b(?:if|whether|unless|before|avoid|prevent\w*|which|would|could|may|might|never|non|packet|e\.g)\b/;
/** A request that deletes: "HTTP DELETE /customers/{id}"; a list of requests beside others is documentation. */
const REQUEST = /(?:^|[\s(`'":])DELETE[ \t]{1,4}[`'"]?(?:https?:\/\/[^\s]{1,80}|\/[\w{:<$])/;
const OTHER_REQUESTS = /\b(?:GET|POST|PUT|PATCH)\b/;
/** A statement that deletes, said to be what is run. */
const STATEMENT =
  /(?:\b(?:implementation|implemented as|internally|under the hood|behind the scenes|sql|query|statement|executes|runs|issues|sends|performs|via)\b)[:,]?[ \t]{0,4}(?:(?:an?|the|this|it|sql|executes|runs|issues|sends|statement|is) ){0,3}[`'"]{0,3}(?:DELETE[ \t]+FROM|DROP[ \t]+(?:TABLE|DATABASE|SCHEMA|INDEX)|TRUNCATE(?:[ \t]+TABLE)?)[ \t]+[\w"`'.]/i;
const CALLS_DELETE =
  /\b(?:calls|sends|issues|makes|performs)[ \t]+(?:an?[ \t]+|the[ \t]+)?(?:HTTP[ \t]+|REST[ \t]+)?`?DELETE\b(?!d)/;
/** "Behind the scenes this calls removeCustomer()". */
const FUNCTION =
  /\b(?:calls|invokes|runs|executes|triggers)[ \t]+[`'"]?(?:\w{1,40}\.){0,3}(?:delete|remove|destroy|purge|wipe|erase|drop)(?:[A-Z_]\w{0,60})?\(/;
const ADVICE =
  /^\W{0,8}(?:use|see|prefer|try|unlike|e\.g|example|for example|do not|don't|never|rejects?|blocks?|lists?|explains?|detects?|finds?|checks?)\b/i;
/** Sentences about another tool. */
const REFERS = /^\W{0,8}(?:use|see|prefer|try|unlike)\b/i;
/** Flags that turn a preview into the deed: "Set confirm=true to actually delete the project". */
const FLAG =
  /\b(?:set|pass|use|with|specify|provide|enable|turn on)[ \t]+[`'"]?\w{1,40}[`'"]?[ \t]*(?:=|to|as|:)[ \t]*[`'"]?(?:true|false|1|yes|no)[`'"]?[ \t]+(?:in order[ \t]+)?(?:to|and)[ \t]+(?:(?:actually|really|permanently|also|then)[ \t]+){0,2}(?:delete|remove|destroy|purge|wipe|erase|drop)[ \t]+(?:the|all|it|them|a|an|each|every|this|these|those|records?|files?|data)\b/i;

/** Losses that a sentence tells of without a verb of the tool that loses: by a request, a statement, a function, a flag. */
export function codeLosses({ start, end }: Sentence, place: Place): Action[] {
  const text = place.text.slice(start, Math.min(end, start + LONGEST));
  if (
    ADVICE.test(text) ||
    /\b(?:not|never|no|without|only|instead|rejected|blocked|forbidden|disallowed)\b/i.test(text)
  )
    return [];
  const request = REQUEST.test(text) && !OTHER_REQUESTS.test(text);
  const told = request || STATEMENT.test(text) || CALLS_DELETE.test(text) || FUNCTION.test(text) || FLAG.test(text);
  return told ? [loss(text, place)] : [];
}

/**
 * "This action is irreversible", "All data will be lost": something is lost. What, other words must say; where none of them
 * speaks of anything but reading, this is all that is known, and the loss itself.
 */
export function toldLosses({ words, start, end }: Sentence, place: Place): Action[] {
  const text = place.text.slice(start, Math.min(end, start + LONGEST));
  return !REFERS.test(text) && clauses(words).some(isLost) ? [loss(text, place)] : [];
}

/** The clauses of a sentence; of those beside a question or a condition, the ones that stand for themselves. */
function clauses(words: readonly Word[]): string[] {
  const found: { opened: string; said: string }[] = [];
  for (const { text, gap } of words.slice(0, MOST_WORDS)) {
    const last = found.at(-1);
    if (last === undefined || CLAUSES.has(gap)) found.push({ opened: gap, said: text });
    else last.said += ` ${text}`;
  }
  const asks = found.some(({ said }) => OF_OTHERS.test(said));
  return found
    .filter(({ opened, said }) => !OF_OTHERS.test(said) && (!asks || ALONE.has(opened) || SUBJECT.test(said)))
    .map(({ said }) => said);
}

function isLost(said: string): boolean {
  return FOR_GOOD.test(said) || (LOST.test(said) && !said.split(' ').some((word) => NEGATIONS.has(word)));
}

function loss(text: string, { pointer }: Place): Action {
  return {
    verb: 'delete',
    sense: 'delete',
    object: [],
    rest: [],
    where: 'near',
    certainty: 'likely',
    evidence: { field: pointer, quote: text.trim().slice(0, QUOTE_LIMIT) },
  };
}
