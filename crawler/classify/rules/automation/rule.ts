import type { Fact } from '../../../../catalog/model/fact.ts';
import { anyNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Reading } from '../../reading.ts';
import { plainName } from '../argument.ts';
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
   cursor webdriver viewport button checkbox orientation`);

const SHOWN = wordSet('result image picture report chart preview');
/** Words about a surface rather than the surface. */
const LOOKED_AT = wordSet('status state log history');

/** Gestures, in the name of a tool for a live page or device: `long_press_on_screen`, `scroll_by_pixels`. */
const GESTURES = wordSet('press scroll swipe tap click hover pinch drag blur doubletap longpress');
/** Filling these paints them. */
const SHAPES = wordSet('rectangle circle ellipse polygon triangle shape canvas polyline');
const LIVE = wordSet(
  'browser mobile screen page element device desktop playwright selenium puppeteer webdriver tab touchscreen android ios window',
);
/** Behind a gesture, these make it a thing: a press release, the count of clicks. */
const NO_GESTURE = wordSet(
  'count rate rates data log logs history release releases event events status stats statistics position report reports map maps house',
);
/** A page is closed, resized or chosen where pages are counted or have a size. */
const PAGE_VERBS = wordSet('close resize select switch reload refresh');
/** Beside tools that click and type these need no argument to act; choosing a page only says where the next call goes. */
const CHANGES_PAGE = wordSet('close resize reload refresh');
const PAGE_ARGUMENT = /^(?:page_?(?:id|idx|index|number)?|tab_?(?:id|index)|width|height)$/;

/** Acting in a live browser, device or desktop (rubric, tie-breaker 3). Looking at it stays reading. */
export const automation: Rule = (reading) => ({
  facts: [
    ...reading.actions.flatMap((action): Fact[] => {
      if ((acts(action, reading) && !sendsMessage(action, reading)) || turnsPage(action, reading))
        return [effectOf(action, 'automation', 'execute', 'surface')];
      if (action.verb === 'fill' && action.object.some((noun) => SHAPES.has(noun))) {
        return [effectOf(action, 'automation', 'update')];
      }
      return action.sense === 'act' ? [{ ...effectOf(action, 'automation', 'execute'), certainty: 'weak' }] : [];
    }),
    ...gesture(reading),
  ],
});

/** "Send a message with buttons": the buttons are part of what is sent. */
function sendsMessage({ verb }: Action, { actions }: Reading): boolean {
  return verb === 'send' && actions.some((other) => other.verb === 'send' && other.object.includes('message'));
}

/** A gesture that the name is about, where another word of it names what is live. */
function gesture({ name, nameWords, actions }: Reading): Fact[] {
  const at = nameWords.findIndex(({ text }) => GESTURES.has(text));
  const word = nameWords[at];
  if (word === undefined || !nameWords.some(({ text }) => LIVE.has(text))) return [];
  const looks = actions.some(({ where, sense, verb }) => where === 'name' && sense === 'read' && verb !== 'number');
  if (looks || NO_GESTURE.has(nameWords[at + 1]?.text ?? '') || NO_GESTURE.has(nameWords.at(-1)?.text ?? '')) return [];
  const quote = name.slice(word.start, word.end);
  return [
    {
      kind: 'effect',
      value: 'execute',
      object: 'surface',
      rule: 'automation',
      certainty: 'likely',
      evidence: [{ field: '/name', quote }],
    },
  ];
}

/** "Closes the page by its index": a page of a browser, whose pages have numbers and sizes. */
function turnsPage({ verb, object, where }: Action, { parameters, nameWords, beside }: Reading): boolean {
  return (
    where === 'name' &&
    PAGE_VERBS.has(verb) &&
    object.length === 1 &&
    (object[0] === 'page' || (beside.liveSurface && object[0] === 'window')) &&
    nameWords.length === 2 &&
    (parameters.some((parameter) => PAGE_ARGUMENT.test(plainName(parameter))) ||
      (beside.liveSurface && CHANGES_PAGE.has(verb)))
  );
}

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
