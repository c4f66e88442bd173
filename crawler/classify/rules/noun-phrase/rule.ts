import type { Evidence } from '../../../../catalog/model/classification.ts';
import { derivedVerb } from '../../lexicon/derived-nouns.ts';
import { PREPOSITIONS } from '../../lexicon/function-words.ts';
import { isNoun, nounsOf, singular } from '../../lexicon/nouns.ts';
import type { Sense } from '../../lexicon/senses.ts';
import { verbForm } from '../../lexicon/verb-forms.ts';
import { NOUN_VERBS } from '../../lexicon/verbs.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';

/** How far into the first sentence a noun of data is looked for. */
const WORDS = 10;
/** Verbs of these senses, in any form, mean that a call may do more than tell. */
const GRAVE: ReadonlySet<Sense> = new Set([
  'delete', 'remove', 'clear', 'execute', 'run', 'pay', 'trade', 'send', 'cancel', 'act', 'grant', 'sign-out',
]); // prettier-ignore
/** Nouns that stand for doing rather than for data. */
const DOING = wordSet(
  `agent agentic automation autonomous proxy proxied console terminal repl shell powershell playback controller command
   macro webhook payroll bot executor faucet remote keyboard mouse robot motor actuator interpreter sandbox middleware
   gateway operator plugin input protected bypass override emergency custom handler hook trigger 自动化 命令 控制`,
);
/** Arguments of tools that do something with them. */
const TAKES =
  /^(?:message|body|recipients?|amount|enabled?|command|cmd|script|sql|action|operation|op|payload|password|private_key|signature|on|off|state|new_.*|force|confirm|value|speed|linear|angular)$/;
/** What some hubs show where an author wrote no description, and its words. */
const TAILS = wordSet('tool api endpoint');
const NO_TEXT =
  /^\s*(?:(?:tool )?description not (?:available|accessible)|deploy server\b[^\n]*\btry in playground\b)/i;
const HUB_WORDS = wordSet('deploy server claim try in playground');
/** "Dub a video …": a verb that the lexicon does not know. */
const UNKNOWN_VERB =
  /^\W{0,8}(?!(?:use|using|an?|the|this|one|all|any|each|your|of|from|for|with|in|by|to|how|what|is|it)\b)[a-z]+ (?:an?|the|your|all|this|each|any|one|multiple|specific|specified|existing|selected|arbitrary)\b/i;
/** "Zaps images": the third person of one. */
const UNKNOWN_THIRD_PERSON = /^\W{0,8}[A-Za-z]{2,20}[^su\W]s [a-z]/;
/** A client of a whole interface may do anything that the interface can. */
const CLIENT = /\b(?:api|http|rest|graphql|rpc) client\b/i;
const ASCII = /^[\x20-\x7e]+$/;
const UNSPACED_DATA = new RegExp(
  nounsOf('looked')
    .filter((word) => !ASCII.test(word))
    .join('|'),
);

/**
 * No verb anywhere, and nothing that speaks of doing: a name or heading that only names things most likely returns them. A
 * weak fact, so confidence is low.
 */
export const nounPhrase: Rule = (reading) => {
  if (reading.actions.length > 0 || speaksOfDoing(reading)) return {};
  const evidence = dataInText(reading) ?? dataInName(reading);
  return evidence === undefined
    ? {}
    : { facts: [{ kind: 'effect', value: 'read', rule: 'noun-phrase', certainty: 'weak', evidence: [evidence] }] };
};

function speaksOfDoing(reading: Reading): boolean {
  const { nameWords, sentences, parameters, description } = reading;
  const noText = NO_TEXT.test(description);
  const said = (sentences[0]?.words ?? []).filter(({ text }) => !(noText && HUB_WORDS.has(text)));
  const doing = [...nameWords, ...said].some(({ text }) => isGrave(text) || DOING.has(text));
  return doing || CLIENT.test(description.slice(0, 300)) || opensWithVerb(reading) || parameters.some(isTaken);
}

/** A first word that may be a verb that the lexicon does not know. */
function opensWithVerb({ description, sentences }: Reading): boolean {
  const first = sentences[0]?.words[0]?.text ?? '';
  if (UNKNOWN_VERB.test(description)) return true;
  return UNKNOWN_THIRD_PERSON.test(description) && !isData(singular(first)) && !NOUN_VERBS.has(singular(first));
}

/** A noun-verb is taken for the noun: "order history", "trades", "processing". */
function isGrave(word: string): boolean {
  const verb = verbForm(word);
  if (verb !== undefined) return GRAVE.has(verb.sense) && !(verb.form !== 'ed' && NOUN_VERBS.has(verb.base));
  const derived = derivedVerb(word);
  return derived !== undefined && GRAVE.has(derived.sense);
}

function isTaken(parameter: Parameter): boolean {
  return TAKES.test(plainName(parameter));
}

/** Data among the first words of the text; in languages without spaces, anywhere in its first words. */
function dataInText({ sentences, description }: Reading): Evidence | undefined {
  if (NO_TEXT.test(description)) return undefined;
  const words = sentences[0]?.words.slice(0, WORDS) ?? [];
  for (const { text, start, end } of words) {
    const data = ASCII.test(text) ? isData(singular(text)) : UNSPACED_DATA.test(text);
    if (data) return { field: '/description', quote: description.slice(start, end) };
  }
  return undefined;
}

/** The last word of a name names data, or several things at once: `user-followers`. */
function dataInName({ nameWords, name }: Reading): Evidence | undefined {
  const end = nameWords.findIndex(({ text }, at) => at > 0 && PREPOSITIONS.has(text));
  const heads = (end === -1 ? nameWords : nameWords.slice(0, end)).filter(
    ({ text }, at) => at === 0 || !TAILS.has(text),
  );
  const last = heads.at(-1);
  if (last === undefined) return undefined;
  const one = singular(last.text);
  const several = one !== last.text && verbForm(last.text) === undefined;
  return isData(one) || isData(last.text) || several
    ? { field: '/name', quote: name.slice(last.start, last.end) }
    : undefined;
}

function isData(word: string): boolean {
  return isNoun(word, 'data') || isNoun(word, 'looked') || isNoun(word, 'computation');
}
