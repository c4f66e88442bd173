import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Where a thing is taken from; it survives when that is a mere container. */
const FROM = new Set(['from', 'off', 'out']);
/** Losing these takes power away, which can be given again. */
const ACCESS = wordSet('owner admin administrator collaborator guest grantee moderator');
/** Data that only one place holds: taking it away there loses it. */
const HELD_ALONE = wordSet('database table disk server account system index storage bucket');

/** "Remove": deletion, unless the thing removed is only a link, or is only taken out of a container. */
export const remove: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => action.sense === 'remove' && !dropDown(action))
    .map((action) =>
      onlyUnlinks(action)
        ? effectOf(action, 'remove', 'update', 'link')
        : effectOf(action, 'remove', action.verb === 'unset' || action.verb === 'kick' ? 'update' : 'delete'),
    ),
});

function onlyUnlinks(action: Action): boolean {
  const { object, rest } = action;
  if (object.includes('all') || object.some((noun) => noun === 'permanently')) return false;
  const head = headNoun(action);
  if (isNoun(head, 'link') || isNoun(head, 'bond') || ACCESS.has(head ?? '') || object.includes('registered'))
    return true;
  const at = rest.findIndex((word) => FROM.has(word));
  const source = rest.slice(at + 1, at + 6);
  return at !== -1 && source.some((noun) => isNoun(noun, 'container')) && !source.some((noun) => HELD_ALONE.has(noun));
}

/** `drop_down_select`, "Drop a dragged item onto …": a gesture. */
function dropDown({ verb, object }: Action): boolean {
  return verb === 'drop' && (object[0] === 'down' || object[0] === 'file' || object[0] === 'item');
}
