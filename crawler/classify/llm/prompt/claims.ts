import { type Fact, Fact as FactSchema } from '../../../../catalog/model/fact.ts';
import { facetRow } from '../../../../catalog/model/rubric.ts';

type Kind = Fact['kind'];
type Claim = { [K in Kind]: `${K}:${(Fact & { kind: K })['value']}` }[Kind];

/**
 * What a model is never asked: the rubric's one opening lowers a verdict, so no text may open it; hidden characters are found
 * by the rules and are not in what the model sees; the last two are what the author declares, not what can be read.
 */
type NotAsked =
  | 'restriction:reading-statements'
  | 'hostile:hidden-characters'
  | 'reach:open-world'
  | 'reach:idempotent';

/** A fact that a model may state, as `kind:value` of the fact record. */
export type AskedClaim = Exclude<Claim, NotAsked>;

/** Every claim with its meaning, for a sentence "the tool …". Where the rubric has words for it, they are the rubric's. */
export const CLAIMS: Readonly<Record<AskedClaim, string>> = {
  'effect:read': 'returns or computes something and changes nothing outside the call',
  'effect:create': 'creates something, adds to what is there, writes a file, schedules, uploads, logs in',
  'effect:update':
    'changes, moves, renames, archives, closes or assigns something, or takes it out of a list; logs out',
  'effect:send': 'sends or publishes something to people or services: a message, an e-mail, a post, a webhook',
  'effect:execute':
    'runs code, commands, jobs, builds or queries, starts or stops services, acts in a live browser or desktop, or calls other tools',
  'effect:delete': 'deletes or destroys something for good: data, a resource, a key, an access, an installation',
  'effect:transfer': 'moves money or value, places or cancels an order or a payment, or commits somebody to pay',
  'argument:shell': facetRow('freeform-shell').holdsWhen,
  'argument:code': facetRow('freeform-code').holdsWhen,
  'argument:sql': 'takes a database statement or a query in another language that can also write',
  'argument:path': facetRow('freeform-path').holdsWhen,
  'argument:url': facetRow('freeform-url').holdsWhen,
  'argument:request': 'calls an API with a method and an address that the caller chooses',
  'argument:sub-command': 'takes the name of a command, an operation or another tool that the definition does not list',
  'argument:recipient': 'takes the person, address or channel that something is sent to',
  'argument:amount': 'takes an amount of money or value',
  'argument:secret': 'takes a password, token or key itself, not the name or the address of one',
  'argument:selector': 'takes a filter, a wildcard or a list that decides how many things are touched',
  'data:secrets': facetRow('secrets').holdsWhen,
  'data:private-data': facetRow('private-data').holdsWhen,
  'data:untrusted-content': facetRow('untrusted-content').holdsWhen,
  'reach:admin': facetRow('admin').holdsWhen,
  'reach:bulk': facetRow('bulk').holdsWhen,
  'reach:overwrites': facetRow('overwrites').holdsWhen,
  'hostile:model-directive': 'carries a text that gives orders to the model that reads it, beyond how to call the tool',
  'hostile:verdict-steering': 'carries a text that tries to say how the tool is to be judged, rated or classified',
};

/** All claims, in the order of the table. */
export const ASKED_CLAIMS = Object.keys(CLAIMS) as [AskedClaim, ...AskedClaim[]];

/** What an effect is done to, in words of ours; a model can say nothing else about it. */
export const OBJECTS = {
  session: 'the caller’s own session',
  link: 'a relation, membership, label or place in a list, while both sides survive',
  plan: 'a meeting, draft, ticket, reminder or other plan',
  job: 'a job, build, process or run',
  statement: 'a database, where a statement is run on it',
  surface: 'a live browser, device or desktop',
  deal: 'an order, payment, subscription, trade or other deal',
  file: 'a file',
  event: 'an event or log entry',
  post: 'something that others get to see',
  computation: 'a calculation that only returns its result',
  other: 'anything else',
} as const;
export type ModelObject = keyof typeof OBJECTS;
export const OBJECT_WORDS = Object.keys(OBJECTS) as [ModelObject, ...ModelObject[]];

/** How an effect can be taken back; `unknown` where the definition does not say, which counts as the worse end. */
export const REVERSIBILITIES = {
  auto: 'undone by itself or by the opposite call',
  manual: 'a person can undo or compensate it',
  none: 'cannot be brought back',
  unknown: 'the definition does not say',
} as const;
export const REVERSIBILITY_WORDS = Object.keys(REVERSIBILITIES) as ['auto', 'manual', 'none', 'unknown'];

export const CERTAINTIES = {
  clear: 'the quote alone settles it',
  likely: 'the quote and its context make it so',
  weak: 'it is only hinted at',
} as const satisfies Record<Fact['certainty'], string>;
export const CERTAINTY_WORDS = Object.keys(CERTAINTIES) as [Fact['certainty'], ...Fact['certainty'][]];

/** A claim with its evidence as a fact record. */
export function factOf(
  claim: AskedClaim,
  details: Pick<Fact, 'certainty' | 'evidence'> & { object: ModelObject; reversibility: keyof typeof REVERSIBILITIES },
): Fact {
  const [kind, value] = claim.split(':');
  const { certainty, evidence, object, reversibility } = details;
  const effect =
    kind === 'effect'
      ? {
          ...(object === 'other' ? {} : { object }),
          ...(reversibility === 'unknown' ? {} : { reversibility }),
        }
      : {};
  return FactSchema.parse({ kind, value, rule: 'llm', certainty, evidence, ...effect });
}
