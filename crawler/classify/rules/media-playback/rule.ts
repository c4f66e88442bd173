import type { Action } from '../../grammar/action.ts';
import { isNoun } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { type Rule, effectOf } from '../rule.ts';

/** What a player is told. */
const TOLD = wordSet('play pause resume stop skip start continue replay seek shuffle repeat rewind fastforward');
/** Verbs that mean a player whenever music or film is what the tool is about. */
const PLAYER_VERBS = wordSet('play pause resume skip shuffle repeat rewind fastforward');
const MEDIA = wordSet(
  `playback track song music album playlist podcast episode radio player sound audio melody spotify media sonos soundtrack tune video movie film stream`,
);

/** What is recorded is not played. */
const RECORDED = wordSet('recording record capture trace');

/** Playing and pausing music or film: a state that the next press of a button undoes, so writing rather than running. */
export const mediaPlayback: Rule = ({ actions, topic }) => ({
  facts: actions
    .filter((action) => isPlayback(action, topic))
    .map((action) => effectOf(action, 'media-playback', 'update', 'playback')),
});

/** `true` for a verb said of a player; other rules leave it alone. */
export function isPlayback({ verb, object, rest, where, bare }: Action, topic: ReadonlySet<string>): boolean {
  if (!TOLD.has(verb)) return false;
  if (object.some((noun) => RECORDED.has(noun))) return false;
  if ([...object, ...rest.slice(0, 4)].some((word) => MEDIA.has(word))) return true;
  const alone = object.length === 0 || bare === true || object.at(-1) === 'result';
  const told = PLAYER_VERBS.has(verb) || where === 'value';
  return told && alone && !object.some((noun) => isNoun(noun, 'job')) && [...MEDIA].some((word) => topic.has(word));
}
