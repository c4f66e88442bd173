import type { EffectFact } from '../../../../catalog/model/fact.ts';
import { anyNoun, isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Reading } from '../../reading.ts';
import { namesSecret } from '../secret-data/names-secret.ts';
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
const CHARGED = wordSet('paid premium billing pro');
const PAPERS = wordSet('note message letter record evidence secret');
/** What a name says that is subscribed to. */
const PLANS = wordSet('plan billing tier');
const NOTES = wordSet('notification message email alert reminder sms');
const PAID = wordSet('plan paid premium price customer billing payment pro');
/** Renewing these is paying for another term. */
const RENEWED = wordSet('domain subscription plan hosting membership');
/** What is checked out of a shop. */
const CARTS = wordSet('cart basket bag');
/** Letting somebody spend tokens is a transaction by which value may go. */
const SPENDERS = wordSet('allowance spender');
/** Claiming these from a chain moves them. */
const CLAIMED = wordSet('reward airdrop yield dividend fee');
const YIELDS = wordSet('staking stake validator vesting airdrop defi');
/** Orders that wait for a price. */
const STOPS = new Set(['stop loss', 'take profit', 'trailing stop', 'stop order']);
const STOP_VERBS = wordSet('set place create add update modify adjust edit attach');
/** Advertising that is paid for. */
const ADVERTISED = wordSet('paid budget spend ad advertising');
/** A sign to buy or sell is told, not traded. */
const SIGNALS = wordSet('signal indicator recommendation');
const HELD = wordSet('payment paymentintent charge authorization authorisation fund');
/** "The card is charged at once" */
const CARD_CHARGED =
  /\b(?:card|payment method|bank account)s? (?:on file )?(?:is|are|will be|gets?) (?:immediately |automatically |then |also ){0,2}(?:charged|debited|billed)\b/i;
const CONDITIONAL = /\b(?:if|when|whether|not|never|no|before|after|unless|once|how|which|whose|what|that|where)\b/i;

/** "Places a market or limit order" */
const ORDER_KINDS = wordSet('limit market');

/** Moving money or value, or committing somebody to pay. */
export const money: Rule = (reading) => ({
  facts: reading.actions
    .flatMap((action) => {
      if (signals(action, reading)) return [effectOf(action, 'money', 'read')];
      if (moves(action, reading)) return [effectOf(action, 'money', 'transfer')];
      if (burnsUp(action)) return [effectOf(action, 'money', 'delete')];
      return action.sense === 'trade' ? [effectOf(action, 'money', 'update')] : [];
    })
    .concat(chargesCard(reading)),
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
  if (promises(action, reading)) return true;
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

/** Deals under other verbs: a cart checked out, an allowance approved, a domain renewed, a payment captured. */
function promises(action: Action, reading: Reading): boolean {
  const { verb, where, object, rest, bare } = action;
  const { topic } = reading;
  const head = object.at(-1) ?? '';
  const nouns = allNouns(action);
  if (where === 'later') return false;
  switch (verb) {
    case 'checkout':
      return nouns.some((noun) => CARTS.has(noun)) || (object.length === 0 && hasAny(topic, CARTS));
    case 'check':
      return object[0] === 'out' && nouns.slice(1, 4).some((noun) => CARTS.has(noun));
    case 'capture':
      return object.some((noun) => HELD.has(noun));
    case 'renew':
      return RENEWED.has(head) && !rest.includes('certificate');
    case 'accept':
      return head === 'quote' || head === 'dispute' || head === 'chargeback';
    case 'issue':
      return head === 'credit';
    case 'run':
      return head === 'payroll';
    case 'approve':
    case 'increase':
      return nouns.some((noun) => SPENDERS.has(noun)) || (head === 'token' && hasAny(topic, SPENDERS));
    case 'claim':
      return CLAIMED.has(head) && (hasAny(topic, CHAIN) || hasAny(topic, YIELDS));
    case 'reserve':
      return object.some((noun) => BOOKABLE.has(noun)) && CARD_CHARGED.test(reading.description);
    case 'boost':
    case 'promote':
      return nouns.some((noun) => ADVERTISED.has(noun)) || reading.parameters.some(({ name }) => /budget/i.test(name));
    case 'send':
      // `send` to choose in a wallet, with an amount beside it.
      return where === 'value' && bare === true && object.length === 0 && hasAny(topic, CHAIN) && takesAmount(reading);
    default:
      return STOP_VERBS.has(verb) && object.some((noun, at) => STOPS.has(`${noun} ${object[at + 1] ?? ''}`));
  }
}

/** "Reserve a room; the card is charged at once": said beside what else the call does. */
function chargesCard({ actions, sentences, description }: Reading): EffectFact[] {
  const head = actions.find(({ where }) => where === 'head' || where === 'name');
  if (head === undefined) return [];
  for (const { start, end } of sentences.slice(0, 3)) {
    const text = description.slice(start, Math.min(end, start + 1000));
    const match = CARD_CHARGED.exec(text);
    if (match === null || CONDITIONAL.test(text.slice(Math.max(0, match.index - 40), match.index))) continue;
    const action = { ...head, certainty: 'likely' as const, evidence: { field: '/description', quote: match[0] } };
    return [{ ...effectOf(action, 'money', 'transfer'), certainty: 'likely' }];
  }
  return [];
}

/** `buy_or_sell_signal`: a sign, unless an amount says that it is acted on. */
function signals({ verb, object, rest }: Action, reading: Reading): boolean {
  if (verb !== 'buy' && verb !== 'sell') return false;
  const told = SIGNALS.has(object.at(-1) ?? '') || rest.slice(0, 3).some((word) => SIGNALS.has(word));
  return told && !takesAmount(reading);
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
    if (verb === 'mint' && mintsCredential(reading)) return false;
    return amount || anyNoun(nouns, 'money') || hasAny(topic, CHAIN);
  }
  return amount || anyNoun(nouns, 'money');
}

/** A "token" that lets somebody in, where nothing but that word speaks of a chain. */
function mintsCredential({ actions, topic }: Reading): boolean {
  const credential = actions.some(({ object }) => object.at(-1) === 'token' && namesSecret(object));
  return credential && ![...CHAIN].some((word) => word !== 'token' && word !== 'signed' && topic.has(word));
}

function hasAny(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].some((word) => words.has(word));
}
