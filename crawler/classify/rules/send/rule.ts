import type { EffectFact } from '../../../../catalog/model/fact.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Creating these means that somebody gets to see them. */
const SENT = wordSet(`message email mail tweet comment reply notification sms post invitation invite announcement dm fax
   newsletter broadcast`);
const WRITES = wordSet('create add post write schedule submit comment push publish upload');
/** Sending these to the server itself is asking a question. */
const ASKED = new Set(['query', 'prompt', 'question', 'ping']);

const PROMPTS = wordSet('message prompt text conversation query');
const HTTP = wordSet('http https get post put patch delete api');

const PINGED = wordSet('channel user team');
const CALLS = new Set(['call', 'request', 'command']);

/** "Back, forward, or reload": a direction. */
const DIRECTION = wordSet('back backward reload refresh history page step button');

/** Sending: something leaves to a person or a service. */
export const send: Rule = ({ actions }) => ({
  facts: actions.flatMap((action) => {
    if (action.verb === 'forward' && goes(action)) return [];
    if (action.verb === 'forward' && passesOn(action)) return [effectOf(action, 'send', 'execute')];
    if (action.sense === 'send' && action.object.includes('delete')) return [effectOf(action, 'send', 'delete')];
    if (action.verb === 'ping' && PINGED.has(headNoun(action) ?? '')) return [effectOf(action, 'send', 'send')];
    if (action.verb === 'respond' && action.object.length === 0 && action.rest[0] === 'with') {
      return [effectOf(action, 'send', 'read')];
    }
    if (action.verb === 'send' && asksModel(action)) return [effectOf(action, 'send', 'read', 'computation')];
    if (action.sense === 'send' && isHttp(action)) return [asksOver(action, actions)];
    if (action.sense === 'send') {
      const asks = action.verb === 'send' && ASKED.has(headNoun(action) ?? '');
      return [asks ? effectOf(action, 'send', 'read') : effectOf(action, 'send', 'send')];
    }
    return posts(action) ? [effectOf(action, 'send', 'send', 'post')] : [];
  }),
});

function posts(action: Action): boolean {
  if (action.verb === 'comment' || (action.verb === 'post' && action.object.length > 0)) return true;
  return WRITES.has(action.verb) && SENT.has(headNoun(action) ?? '');
}

/** A request over HTTP. */
function isHttp({ object }: Action): boolean {
  return object.at(-1) === 'request' && object.some((word) => HTTP.has(word));
}

/** How a server is asked is told by the rest of the definition: `search_products` "sends a POST request to …". */
function asksOver(action: Action, actions: readonly Action[]): EffectFact {
  const looks = actions.some(
    ({ where, sense, certainty }) => where === 'name' && sense === 'read' && certainty === 'clear',
  );
  return effectOf(action, 'send', action.object.includes('get') || looks ? 'read' : 'execute');
}

/** "Forwards the call to another tool": what then happens is that tool's business. */
function passesOn({ object, rest }: Action): boolean {
  return CALLS.has(object.at(-1) ?? '') && rest.slice(0, 8).some((word) => word === 'tool' || word === 'server');
}

/** "Sends messages to the chat completion API": the answer of a language model is asked for. */
function asksModel({ object, rest }: Action): boolean {
  return PROMPTS.has(object.at(-1) ?? '') && rest[0] === 'to' && rest.slice(1, 8).includes('completion');
}

/** Forwarding takes something to forward or somebody to forward to. */
function goes({ object, rest, where }: Action): boolean {
  const alone = object.length === 0 && rest[0] !== 'to';
  return object.some((word) => DIRECTION.has(word)) || (alone && where !== 'name' && where !== 'value');
}
