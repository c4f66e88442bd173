import type { Fact } from '../../../../catalog/model/fact.ts';
import { anyNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Reading } from '../../reading.ts';
import { type Rule, allNouns, effectOf } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** These act on a surface whatever else is said. */
const ALWAYS =
  wordSet(`click tap hover swipe dblclick doubleclick rightclick keypress keydown keyup mousedown mouseup mousemove
   longpress press`);
/** Ordinary verbs that act when their surface is a live browser, device or desktop. */
const ON_SURFACE =
  wordSet(`open close select upload handle resize switch reload refresh set submit choose move focus go new accept
   reject check uncheck unselect deselect clear install back forward drop send play`);
const SURFACE =
  wordSet(`browser playwright puppeteer selenium tab dialog element webpage simulator emulator dropdown mouse keyboard
   cursor webdriver viewport button checkbox`);

const SHOWN = wordSet('result image picture report chart preview');
/** Words about a surface rather than the surface. */
const LOOKED_AT = wordSet('status state log history');

/** Acting in a live browser, device or desktop (rubric, tie-breaker 3). Looking at it stays reading. */
export const automation: Rule = (reading) => ({
  facts: reading.actions.flatMap((action): Fact[] => {
    if (acts(action, reading)) return [effectOf(action, 'automation', 'execute', 'surface')];
    return action.sense === 'act' ? [{ ...effectOf(action, 'automation', 'execute'), certainty: 'weak' }] : [];
  }),
});

function acts(action: Action, { topic, nameWords, parameters }: Reading): boolean {
  const { verb, sense, where } = action;
  if (sense === 'act' && ALWAYS.has(verb)) return true;
  const nouns = allNouns(action).slice(0, 6);
  const inName = nameWords.some(({ text }) => SURFACE.has(text));
  if (sense === 'act') {
    const surface =
      anyNoun([...topic], 'browser') || parameters.some(({ name }) => /selector|element|^x$|xpath/i.test(name));
    return surface || inName || verb === 'navigate';
  }
  if (verb === 'check' && !nouns.includes('checkbox')) return false;
  // Showing what was made, in a browser window of its own.
  if (verb === 'open' && SHOWN.has(nouns[0] ?? '')) return false;
  if (LOOKED_AT.has(nouns.at(-1) ?? '') || nouns.includes('status')) return false;
  return ON_SURFACE.has(verb) && where !== 'later' && (inName || nouns.some((noun) => SURFACE.has(noun)));
}
