import { anyNoun, isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Reading } from '../../reading.ts';
import { type Rule, allNouns, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Trading verbs that mean money whatever stands behind them. */
const ALWAYS = wordSet(
  `buy sell purchase withdraw stake unstake restake borrow wager bet cashout trade deposit rent lease order`,
);
/** Things whose making, placing or settling moves money. */
const DEALS =
  wordSet(`order refund payment charge payout transfer trade bet bid wager withdrawal deposit purchase donation swap
   paymentintent airdrop remittance payroll checkout`);
const DEAL_VERBS =
  wordSet(`create place submit make initiate execute process send confirm approve authorize capture accept handle add
   new perform put complete issue save trigger post request retry open reserve finish commit schedule modify
   replace`);
/** Only a client's own transaction on a chain moves value; a bookkeeping or database transaction does not. */
const CHAIN_VERBS = wordSet('send sign broadcast submit execute transmit perform write');
const CHAIN =
  wordSet(`blockchain wallet crypto ethereum eth solana sol bitcoin evm onchain chain usdc contract raw signed token
   nft defi dex xrp ton sui aptos starknet lightning rpc tx`);
/** Signing these lets value move; a message or a document is no transaction. */
const SIGNED = wordSet('transaction tx psbt typed bytes raw hash permit extrinsic');
/** Deploying these is a transaction that its sender pays for. */
const ON_CHAIN = wordSet('token contract erc20 erc721 erc1155 nft memecoin');
/** Orders and charges of another kind. */
const NO_DEAL =
  wordSet(`work sort change service draft test mock display column custom task file data ownership call intent sorting
   tab bibliographic`);
const BOOKABLE = wordSet('hotel flight ticket ride trip train travel tour cab taxi restaurant');
/** What is withdrawn from, where money is. */
const SAVED = wordSet('account goal vault saving bank pool exchange balance wallet');
/** Doing these with money moves it. */
const MOVES = wordSet('move shift create update send make');
const CASH = wordSet('money fund cash');
const CONTRACT_VERBS = wordSet('execute write invoke send');
const BILLED = wordSet('billing purchase');
const CHARGED = wordSet('paid premium billing');
const PAPERS = wordSet('note message letter record evidence secret');
/** What a name says that is subscribed to. */
const PLANS = wordSet('plan billing tier');
const NOTES = wordSet('notification message email alert reminder sms');
const PAID = wordSet('plan paid premium price customer billing payment');

/** "Places a market or limit order" */
const ORDER_KINDS = wordSet('limit market');

/** Moving money or value, or committing somebody to pay. */
export const money: Rule = (reading) => ({
  facts: reading.actions.flatMap((action) => {
    if (moves(action, reading)) return [effectOf(action, 'money', 'transfer')];
    if (burnsUp(action)) return [effectOf(action, 'money', 'delete')];
    return action.sense === 'trade' ? [effectOf(action, 'money', 'update')] : [];
  }),
});

/** "Displays a note and burns it". */
function burnsUp({ verb, object, pronoun }: Action): boolean {
  return verb === 'burn' && (pronoun === true || object.some((noun) => PAPERS.has(noun)));
}

function moves(action: Action, reading: Reading): boolean {
  const { verb, sense, object } = action;
  const nouns = allNouns(action);
  const head = headNoun(action) ?? '';
  // `developer_tip` may be a piece of advice.
  if (verb === 'tip' && action.where === 'name' && action.bare === true) return takesAmount(reading);
  // `pay_run` is a noun.
  if (sense === 'pay')
    return !(verb === 'settle' && object.length === 0) && !(action.where === 'name' && isNoun(head, 'job'));
  if (sense === 'trade' && verb === 'withdraw' && !withdrawsValue(action, reading)) return false;
  if (sense === 'trade' && ALWAYS.has(verb)) return verb !== 'order' || action.where !== 'later';
  if (MOVES.has(verb) && CASH.has(head)) return true;
  if ((verb === 'remove' || verb === 'add') && (head === 'liquidity' || head === 'collateral')) return true;
  if (CONTRACT_VERBS.has(verb) && head === 'contract' && hasAny(reading.topic, CHAIN)) return true;
  if (sense === 'trade') return tradesValue(action, reading);
  if (verb === 'sign') return object.some((word) => SIGNED.has(word));
  const billed = hasAny(reading.topic, BILLED);
  if (object.some((word) => NO_DEAL.has(word)) && !billed) return false;
  if (verb === 'finalize' || verb === 'finalise') return head === 'invoice' || DEALS.has(head);
  if (verb === 'deploy') return ON_CHAIN.has(head) && hasAny(reading.topic, CHAIN);
  if (DEALS.has(head) && DEAL_VERBS.has(verb)) return true;
  if (verb === 'subscription' || (head === 'subscription' && verb === 'create')) return hasAny(reading.topic, PAID);
  if (head === 'transaction' || head === 'tx') {
    return (
      verb === 'send' ||
      verb === 'broadcast' ||
      (CHAIN_VERBS.has(verb) && (nouns.some((word) => CHAIN.has(word)) || hasAny(reading.topic, CHAIN)))
    );
  }
  if (verb === 'upgrade') return nouns.some((word) => CHARGED.has(word));
  if (head === 'position') return verb === 'close' || verb === 'open';
  return verb === 'send' && ((anyNoun(object, 'money') && !NOTES.has(head)) || CHAIN.has(head));
}

/** Withdrawing money, or nothing that is named; withdrawing from a game or a contract moves no value. */
function withdrawsValue({ object, rest }: Action, reading: Reading): boolean {
  const nouns = [...object, ...rest.slice(0, 6)];
  return takesAmount(reading) || nouns.length === 0 || anyNoun(nouns, 'money') || nouns.some((word) => SAVED.has(word));
}

function takesAmount({ parameters }: Reading): boolean {
  return parameters.some(({ words }) => words.some(({ text }) => text === 'amount' || text === 'lamports'));
}

function tradesValue(action: Action, reading: Reading): boolean {
  const { topic, nameWords } = reading;
  const nouns = allNouns(action);
  const { verb, object } = action;
  const amount = takesAmount(reading);
  if (verb === 'book') return object.some((word) => BOOKABLE.has(word));
  if (verb === 'subscribe')
    return (
      nouns.some((word) => PAID.has(word)) || hasAny(topic, CHARGED) || nameWords.some(({ text }) => PLANS.has(text))
    );
  if (verb === 'place') return anyNoun(object, 'money') || object.some((noun) => ORDER_KINDS.has(noun));
  if (object.includes('ownership')) return false;
  if (
    verb === 'mint' ||
    verb === 'burn' ||
    verb === 'bridge' ||
    verb === 'swap' ||
    verb === 'redeem' ||
    verb === 'lend'
  ) {
    return amount || anyNoun(nouns, 'money') || hasAny(topic, CHAIN);
  }
  return amount || anyNoun(nouns, 'money');
}

function hasAny(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].some((word) => words.has(word));
}
