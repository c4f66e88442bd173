import type { Evidence } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import { PREPOSITIONS } from '../../lexicon/function-words.ts';
import { singular } from '../../lexicon/nouns.ts';
import { verbForm } from '../../lexicon/verb-forms.ts';
import { proseWords } from '../../text/words.ts';
import type { Action } from '../../grammar/action.ts';
import type { Reading } from '../../reading.ts';
import { isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { namesSecret } from './names-secret.ts';
import { worldSecret } from './world-secrets.ts';

const GIVES =
  wordSet(`get list read fetch retrieve show reveal return create generate export dump find print rotate regenerate
   reset issue obtain view display mint access set update add store save change import refresh request exchange
   upsert put configure search decrypt give extract recover sniff capture replace clone copy sync suggest provide renew rekey`);
/** "Shows how often an API key was used" */
const ASKS_ABOUT = wordSet('how when whether which who where if number');
const ENV_FILE = /(?:^|[\s`'"])\.env\b/;
const STORED = wordSet('decrypted encrypted saved stored generated plaintext');
/** "Gives back" is sending in some languages. */
const GIVING: ReadonlySet<string> = new Set(['read', 'send']);
/** Doing this with a cookie, of which a browser has many, hands nobody a session. */
const HANDS_OUT = wordSet(`get list read fetch retrieve show reveal return export dump find print obtain view display
   access search extract capture`);
/** Making one of these without saying of what: an access token, as long as nothing speaks of coins or of words. */
const MINTS = wordSet('generate create issue rotate regenerate refresh exchange obtain renew request');
const COINS = wordSet(
  `nft crypto cryptocurrency chain blockchain coin solana ethereum eth erc20 supply decimal symbol swap dex wallet memecoin
   pump contract ticker price mint launch count tokenize tokenizer model text css design defi bonding curve holder liquidity
   trading trade address asset bsc base market onchain evm sol bnb payment supported random secure hex`,
);

const CONTENTS = wordSet('content value text');
const LISTS = wordSet('list set collection');
/** Where an operating system or a person keeps credentials; taking something out of these is taking a secret. */
const SAFES = wordSet('keychain keyring lsass ntds dpapi');
const OPENS = wordSet('lookup look decrypt unseal');
/** A value that is kept from sight is a secret to whoever keeps it so. */
const KEPT_FROM_SIGHT = wordSet('hidden masked redacted secret sensitive protected');
const UNCOVERS = wordSet('reveal show display print decrypt get return unmask expose view');
/** How a listed thing is set off from the one before. */
const LISTED = /,| and | or | plus |&|\//;
const MOST_LISTED = 6;
/** Behind these stands what something is about, or an instance of it. */
const EXAMPLES = wordSet('among e.g eg example sample like such about');
/** Half of a noun more often than a verb: "access token". */
const ACCESS = wordSet('access auth refresh');
const WITH = wordSet('with including');
const OWN = wordSet('their its');
const FETCHES = wordSet('get fetch retrieve read export');
const KIND = /^(?:resource_)?(?:type|kind)$|^resource$/;
/** The first is what is left of the name without its last letter, which is taken for a plural's. */
const CLUSTERS = ['kubernete', 'k8s', 'kubectl', 'openshift'];

/** A call that hands credentials out or stores them. */
export const secretData: Rule = (reading) => ({
  facts: [
    ...reading.actions.filter((action) => handles(action, reading)),
    ...chosen(reading),
    ...inOtherWords(reading),
  ].map(({ evidence }): Fact => ({
    kind: 'data',
    value: 'secrets',
    rule: 'secret-data',
    certainty: 'clear',
    evidence: [evidence],
  })),
});

function handles(action: Action, reading: Reading): boolean {
  const { where, verb, object, evidence } = action;
  if (where !== 'later' && opensSafe(action)) return true;
  if (where === 'later' || !GIVES.has(verb)) return false;
  if (object.at(-1) === 'cookie') return HANDS_OUT.has(verb);
  if (verb === 'create' && object.at(-1) === 'wallet') return true;
  return (
    (namesSecret(object) && !object.slice(0, 2).some((word) => ASKS_ABOUT.has(word))) ||
    namesSecret(behindParticiple(action)) ||
    (HANDS_OUT.has(verb) && (namesSecret(contentsOf(action)) || namesSecret(addedTo(action)))) ||
    (HANDS_OUT.has(verb) && ENV_FILE.test(evidence.quote)) ||
    listsSecret(action) ||
    mintsToken(action, reading) ||
    getsAnyResource(action, reading)
  );
}

/** A kind of resource to choose freely, where secrets are one kind among others. */
function getsAnyResource({ verb, where }: Action, { topic, parameters, actions }: Reading): boolean {
  if (where === 'near' || !FETCHES.has(verb) || actions.some((other) => other.where === 'name' && other.verb !== verb))
    return false;
  return parameters.some((parameter) => {
    const offered = parameter.choices.some(({ value }) => /^secrets?$/i.test(value));
    return (
      KIND.test(plainName(parameter)) &&
      (offered || (CLUSTERS.some((word) => topic.has(word)) && isFreeText(parameter)))
    );
  });
}

/** "the decrypted password of an entry": a participle ends what is read as the object. */
function behindParticiple({ rest }: Action): string[] {
  return STORED.has(rest[0] ?? '') ? rest.slice(1, 3).filter((word) => word !== 'of') : [];
}

/** "the contents of ~/.aws/credentials", "a list of API keys" */
function contentsOf({ object, rest }: Action): string[] {
  if (rest[0] !== 'of') return [];
  if (CONTENTS.has(object.at(-1) ?? '')) return rest.slice(1, 4);
  if (!LISTS.has(object.at(-1) ?? '')) return [];
  const end = rest.findIndex((word, at) => at > 0 && PREPOSITIONS.has(word));
  return rest.slice(1, end === -1 ? 4 : Math.min(end, 4));
}

/** "Prints user, access token and refresh token": things behind the first one, up to a word that ends what is handed out. */
function listsSecret({ verb, where, evidence }: Action): boolean {
  if (!HANDS_OUT.has(verb) || (where !== 'head' && where !== 'near')) return false;
  const [first = '', ...others] = evidence.quote.split(LISTED).slice(0, MOST_LISTED);
  if (endOf(first) !== -1) return false;
  const form = verbForm(proseWords(first)[0]?.text ?? '')?.form;
  for (const other of others) {
    const words = wordsOf(other);
    if (words.some((word) => EXAMPLES.has(word))) return false;
    const end = endOf(other);
    // A verb of the same form goes on: "Gets a user and validates API keys".
    const next = proseWords(other)[0]?.text ?? '';
    if (words.length === 0 || (verbForm(next)?.form === form && !ACCESS.has(next))) continue;
    if (words.length < MOST_LISTED && namesSecret(end === -1 ? words : words.slice(0, end))) return true;
    if (end !== -1) return false;
  }
  return false;
}

function wordsOf(text: string): string[] {
  return proseWords(text).map((word) => singular(word.text));
}

function endOf(text: string): number {
  return wordsOf(text).findIndex((word) => PREPOSITIONS.has(word));
}

/** "Look up an item in the keychain", "Decrypt the vault", "Reveals the hidden value of a variable". */
function opensSafe({ verb, object, rest }: Action): boolean {
  const nouns = [...object, ...rest.slice(0, 5)];
  if (HANDS_OUT.has(verb) || OPENS.has(verb)) {
    if (nouns.some((noun) => SAFES.has(noun))) return true;
  }
  if ((verb === 'decrypt' || verb === 'unseal') && object.at(-1) === 'vault') return true;
  return UNCOVERS.has(verb) && object.at(-1) === 'value' && object.some((noun) => KEPT_FROM_SIGHT.has(noun));
}

/** "… users with their password hashes" */
function addedTo({ rest }: Action): string[] {
  return WITH.has(rest[0] ?? '') && OWN.has(rest[1] ?? '') ? rest.slice(2, 4) : [];
}

function mintsToken({ verb, object, where }: Action, { topic, parameters }: Reading): boolean {
  if (!MINTS.has(verb) || object.at(-1) !== 'token' || (where !== 'name' && where !== 'head')) return false;
  const about = parameters.some(({ words }) => words.some(({ text }) => COINS.has(text)));
  return !about && ![...COINS].some((word) => topic.has(word)) && object.length <= 4;
}

/** "Renvoie le mot de passe": what a call hands out, in another language. */
function inOtherWords({ actions, description, sentences, name }: Reading): { evidence: Evidence }[] {
  if (!actions.some(({ where, sense }) => GIVING.has(sense) && (where === 'head' || where === 'name'))) return [];
  const [first] = sentences;
  const told =
    first === undefined
      ? undefined
      : worldSecret(description.slice(first.start, Math.min(first.end, first.start + 400)));
  if (told !== undefined) return [{ evidence: { field: '/description', quote: told } }];
  const named = worldSecret(name.slice(0, 200).replaceAll(/[_-]/g, ' '));
  return named === undefined ? [] : [{ evidence: { field: '/name', quote: name.slice(0, 200) } }];
}

/** `env_vars` with an `action` of listing or setting: the tool's own name says what the chosen verb is about. */
function chosen({ actions, nameWords, name }: Reading): { evidence: Evidence }[] {
  const words = nameWords.map(({ text }) => singular(text));
  const verbs = actions.filter(
    ({ where, verb, object }) => where === 'value' && GIVES.has(verb) && object.length === 0,
  );
  return verbs.length > 0 && namesSecret(words) && words.at(-1) !== 'cookie'
    ? [{ evidence: { field: '/name', quote: name.slice(0, 200) } }]
    : [];
}
