import { isNoun } from '../lexicon/nouns.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Action } from './action.ts';

/** Of the many verbs of deleting, those that mean little else, whatever they are done to. */
const DELETES = wordSet(
  'delete erase destroy purge wipe uninstall revoke expunge shred obliterate annihilate terminate',
);
const HIM = wordSet('it them him her everything all');
/** What a call made itself, or what comes back by itself: losing it loses nothing. */
const PASSING = wordSet(
  `temporary temp tmp intermediate scratch cached cache sandbox session duplicate whitespace expired stale obsolete old-
   lock cookie cursor selection highlight draft placeholder`,
);
/** A thing that data about such verbs is counted or told by: "deletes count". */
const ABOUT = wordSet(
  'count event history log number statistic status operation action request query marker flag button',
);
const THINGS = wordSet(
  `customer account user record file folder original source row item entry document table database message mail email
   project data volume object issue directory backup content bucket key repository contact resource instance job note`,
);
const STRUCTURES = wordSet('table index column view collection database schema');
const PAYS = wordSet('pay charge debit bill refund buy purchase withdraw transfer sell');
const PAYERS = wordSet('customer card buyer payer client account subscriber wallet user you caller bank');
const OWED = wordSet('invoice bill subscription plan fee seat balance payment deposit');
/** What a metered call costs is no payment that it makes. */
const METERED = wordSet('credit point quota call request token');
const RUNS = wordSet('execute run restart reboot deploy launch kill shutdown redeploy');
const RUN = wordSet(
  `command script shell program binary server service machine host workflow pipeline deployment payload executable computer
   cluster container node`,
);

/** `true` for what must not be overlooked wherever a description says it: losing data, moving money, running something. */
export function isGraveTail({ verb, sense, object, pronoun }: Action): boolean {
  const head = object.findLast((noun) => !noun.endsWith('ly')) ?? '';
  const him = pronoun === true || HIM.has(head);
  if (object.some((noun) => PASSING.has(noun)) || ABOUT.has(head)) return false;
  if (sense === 'delete' && DELETES.has(verb)) return him || object.length > 0;
  if (verb === 'truncate' || verb === 'drop') return STRUCTURES.has(head);
  if (sense === 'remove' && verb === 'remove') return him || THINGS.has(head);
  if (sense === 'clear') return verb !== 'clean' && isNoun(head, 'store') && head !== 'log' && head !== 'all';
  if (PAYS.has(verb)) return paysFor(object);
  if (verb === 'place' || verb === 'send')
    return object.some((noun) => noun === 'order' || noun === 'payment' || noun === 'money');
  return RUNS.has(verb) && RUN.has(head);
}

function paysFor(object: readonly string[]): boolean {
  if (object.some((noun) => METERED.has(noun))) return false;
  return object.some((noun) => PAYERS.has(noun) || OWED.has(noun) || isNoun(noun, 'money'));
}
