import { PREPOSITIONS } from '../../lexicon/function-words.ts';
import { isNoun } from '../../lexicon/nouns.ts';
import { verbForm } from '../../lexicon/verb-forms.ts';
import type { Action } from '../../grammar/action.ts';
import type { Reading } from '../../reading.ts';
import { plainName } from '../argument.ts';
import { type Rule, effectOf, headNoun } from '../rule.ts';
import { namesSession } from '../session-end/rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Parts of a text that it can do without. */
const MARKS = wordSet('whitespace space punctuation accent diacritic stopword newline');
const TEXTS = wordSet('text string sentence');
/** Arguments for where a text is kept. */
const PLACES = /(?:^|_)(?:path|file|filename|id|uri|url|document|doc|range|sheet|cell|key)$/;
/** Where a thing is taken from; it survives when that is a mere container. */
const FROM = new Set(['from', 'off', 'out']);
/** A document in a collection of a database is nowhere else. */
const RECORDS = wordSet('document record entry row vector point object');
/** Losing these takes power away, which can be given again. */
const ACCESS = wordSet('access permission owner admin administrator collaborator guest grantee moderator');
const DROPPED = wordSet('index table column view collection database schema constraint');
/** Data that only one place holds: taking it away there loses it. */
const HELD_ALONE = wordSet('database table disk server account system index storage bucket log');

/** "Remove": deletion, unless the thing removed is only a link, or is only taken out of a container. */
export const remove: Rule = ({ actions, parameters }) => ({
  facts: actions
    .filter((action) => action.sense === 'remove' && !dropDown(action) && !endsSession(action))
    .map((action) =>
      onlyStrips(action, parameters)
        ? effectOf(action, 'remove', 'read', 'computation')
        : onlyUnlinks(action)
          ? effectOf(action, 'remove', 'update', 'link')
          : effectOf(action, 'remove', action.verb === 'unset' || action.verb === 'kick' ? 'update' : 'delete'),
    ),
});

/** "Removes whitespace from a text": what is given comes back without it, as long as nothing says where it is kept. */
function onlyStrips({ object }: Action, parameters: Reading['parameters']): boolean {
  const names = parameters.map(plainName);
  return (
    MARKS.has(object.at(-1) ?? '') && names.some((name) => TEXTS.has(name)) && !names.some((name) => PLACES.test(name))
  );
}

function onlyUnlinks(action: Action): boolean {
  const { object, rest } = action;
  if (inCache(action)) return true;
  // Of what a database holds, nothing survives anywhere else.
  if (action.verb === 'drop' && DROPPED.has(headNoun(action) ?? '')) return false;
  if (object.includes('all') || [...object, ...rest].some((noun) => noun === 'permanently')) return false;
  const head = headNoun(action);
  if (isNoun(head, 'link') || isNoun(head, 'bond') || ACCESS.has(head ?? '') || object.includes('registered'))
    return true;
  // "Remove a tag attachment".
  if ((head === 'attachment' || head === 'value') && isNoun(object.at(-2), 'link')) return true;
  if (fromTrash(rest)) return true;
  const at = rest.findIndex((word) => FROM.has(word));
  if (at === -1) return false;
  const behind = rest.slice(at + 1, at + 7);
  const end = behind.findIndex((word) => PREPOSITIONS.has(word) || verbForm(word)?.form === 'ed');
  const source = end === -1 ? behind : behind.slice(0, end);
  if (source.some((noun) => HELD_ALONE.has(noun)) || (RECORDS.has(head ?? '') && source.includes('collection')))
    return false;
  return isNoun(source.at(-1), 'container') || isNoun(source[0], 'container');
}

/** A copy that fills again by itself. */
function inCache({ object, rest }: Action): boolean {
  return object.at(-1) === 'cache' || (FROM.has(rest[0] ?? '') && rest.slice(0, 6).includes('cache'));
}

/** What ends with a session is for the rule about sessions to say. */
function endsSession(action: Action): boolean {
  return namesSession(headNoun(action));
}

/** What is taken out of the trash is back. */
function fromTrash(rest: readonly string[]): boolean {
  return FROM.has(rest[0] ?? '') && rest.slice(1, 4).some((word) => word === 'trash' || word === 'bin');
}

/** `drop_down_select`, "Drop a dragged item onto …": a gesture. */
function dropDown({ verb, object, rest }: Action): boolean {
  return (
    verb === 'drop' &&
    (rest.slice(0, 2).includes('onto') || object[0] === 'down' || object[0] === 'file' || object[0] === 'item')
  );
}
