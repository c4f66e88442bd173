import { isNoun } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Two words that together name a secret. */
const PAIRS = new Map<string, ReadonlySet<string>>(
  Object.entries({
    key: wordSet('api access private secret ssh signing encryption service admin master auth subscription tls ssl'),
    token: wordSet(
      `access api auth bearer refresh oauth session authentication personal bot jwt user deployment deploy database db
       registration join invite webhook service login app id csrf impersonation installation tunnel runner cloud provider
       pat security device push`,
    ),
    variable: wordSet('environment env'),
    var: wordSet('environment env'),
    string: wordSet('connection'),
    hash: wordSet('password'),
    phrase: wordSet('seed recovery'),
    code: wordSet('authorization auth epp recovery backup pairing'),
    link: wordSet('login signin magic impersonation'),
    url: wordSet('login signin magic presigned impersonation'),
    cookie: wordSet('session auth browser'),
  }),
);
const SINGLE = wordSet('env dotenv envvar keypair kubeconfig credential');
/** Data about secrets, not the secrets. */
const ABOUT =
  wordSet(`info price balance policy strength name status list metadata usage permission holder supply type expiry scan
   count scanning alert breach leak id requirement jar consent banner recipe preset history schema template field format documentation provider context vault integration`);

/** `true` when words, as of an object or a name, name a secret and not data about one. */
export function namesSecret(words: readonly string[]): boolean {
  const head = words.at(-1);
  if (head !== undefined && ABOUT.has(head) && words.length > 1) return false;
  if (isNoun(head, 'credential') && head !== 'wallet') return true;
  return words.some((word, i) => SINGLE.has(word) || (PAIRS.get(word)?.has(words[i - 1] ?? '') ?? false));
}
