import { isNoun } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Two words that together name a secret. */
const PAIRS = new Map<string, ReadonlySet<string>>(
  Object.entries({
    key: wordSet(
      'api access private secret ssh signing encryption service admin master auth subscription tls ssl account',
    ),
    token: wordSet(
      `access api auth bearer refresh oauth session authentication personal bot jwt user deployment deploy database db
       registration join invite webhook service login app id csrf impersonation installation tunnel runner cloud provider
       pat security device push sas sts`,
    ),
    variable: wordSet('environment env'),
    var: wordSet('environment env'),
    string: wordSet('connection'),
    uri: wordSet('connection'),
    dsn: wordSet('database db'),
    hash: wordSet('password'),
    phrase: wordSet('seed recovery'),
    code: wordSet('authorization auth epp recovery backup pairing mfa fa'),
    link: wordSet('login signin magic impersonation'),
    url: wordSet('login signin magic presigned impersonation sas connection db'),
    cookie: wordSet('session auth browser'),
  }),
);
const SINGLE = wordSet('env dotenv envvar keypair kubeconfig credential database_url db_url redis_url mongodb_uri');
/** Secrets where they are the thing itself, and not a word beside it ("JWT claims"). */
const HEADS = wordSet('cred jwt');
/** Data about secrets, not the secrets. */
const ABOUT =
  wordSet(`info price balance policy strength name status list metadata usage permission holder supply type expiry scan
   count scanning alert breach leak id requirement jar consent banner recipe preset history schema template field format documentation provider context vault integration`);

/** `true` when words, as of an object or a name, name a secret and not data about one. */
export function namesSecret(words: readonly string[]): boolean {
  const head = words.at(-1);
  if (head !== undefined && ABOUT.has(head) && words.length > 1) return false;
  if (head !== undefined && ((isNoun(head, 'credential') && head !== 'wallet') || HEADS.has(head))) return true;
  return words.some((word, i) => SINGLE.has(word) || (PAIRS.get(word)?.has(words[i - 1] ?? '') ?? false));
}
