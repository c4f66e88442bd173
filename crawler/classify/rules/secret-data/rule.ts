import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const GIVES =
  wordSet(`get list read fetch retrieve show reveal return create generate export dump find print rotate regenerate
   reset issue obtain view display mint access set update add store save change import refresh request exchange
   upsert put search decrypt extract recover sniff capture`);
/** Two words that together name a secret. */
const PAIRS = new Map<string, readonly string[]>(
  Object.entries({
    key: ['api', 'access', 'private', 'secret', 'ssh', 'signing', 'encryption', 'service', 'admin', 'master'],
    token: [
      'access',
      'api',
      'auth',
      'bearer',
      'refresh',
      'oauth',
      'session',
      'authentication',
      'personal',
      'bot',
      'jwt',
      'user',
    ],
    variable: ['environment', 'env'],
    string: ['connection'],
    phrase: ['seed', 'recovery'],
    link: ['login', 'signin', 'magic'],
  }),
);
const SINGLE = new Set(['env', 'dotenv', 'envvar', 'keypair']);
/** Data about secrets, not the secrets. */
const ABOUT =
  wordSet(`info price balance policy strength name status list metadata usage permission holder supply type expiry scan
   count scanning alert value breach leak id requirement`);

/** A call that hands credentials out or stores them. */
export const secretData: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => action.where !== 'later' && GIVES.has(action.verb) && namesSecret(action))
    .map((action) => ({
      kind: 'data',
      value: 'secrets',
      rule: 'secret-data',
      certainty: 'clear',
      evidence: [action.evidence],
    })),
});

function namesSecret({ object, verb }: Action): boolean {
  const head = object.at(-1);
  if (head !== undefined && ABOUT.has(head) && object.length > 1) return false;
  if (verb === 'create' && head === 'wallet') return true;
  if (isNoun(head, 'credential') && head !== 'wallet') return true;
  return object.some((word, i) => SINGLE.has(word) || (PAIRS.get(word) ?? []).includes(object[i - 1] ?? ''));
}
