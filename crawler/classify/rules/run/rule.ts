import type { Effect } from '../../../../catalog/model/fact.ts';
import { anyNoun, isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Sense } from '../../lexicon/senses.ts';
import { isPlayback } from '../media-playback/rule.ts';
import { verbForm } from '../../lexicon/verb-forms.ts';
import { type Rule, allNouns, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Verbs of running that people also use for work which leaves nothing behind ("perform a search", "run a query"). */
const ALSO_COMPUTES =
  wordSet(`run execute perform conduct start trigger initiate process call test debug benchmark evaluate invoke launch
   replay`);
/** Testing these only looks whether they answer. */
const TESTABLE =
  wordSet(`token connection connectivity regex api key credential url endpoint expression tool server pattern network
   database access proxy hypothesis`);
/** Beginning these only opens a record of our own or an exchange. */
const BEGINS =
  wordSet(`session conversation auth authentication oauth login chat flow transaction timer thread game entry tracking
   dialog stopwatch time shift timesheet trial sprint authorization watch notification receiving monitoring clarification
   discussion interview brainstorm brainstorming lesson quiz exam story wizard onboarding debate meeting`);
const BEGIN_VERBS = wordSet('start stop initiate begin pause resume continue');
/** Evaluating these runs them; evaluating anything else is thinking about it. */
const EVALUATED = wordSet(
  `javascript js expression code script python function cell snippet formula command page browser`,
);
/** Triggering these sends them. */
const NOTICES = wordSet('notification alert email message reminder');
const GAMES = wordSet('card game move turn hand round pet');
/** What a scan is sent to. */
const NETWORK = wordSet('nmap port subnet network syn udp host');
/** Scanning these is never looking at what is here. */
const PORTS = wordSet('nmap port subnet syn udp');
/** Processing these begins a session. */
const SIGN_INS = wordSet('oauth oauth2 auth authorization authentication login callback');
const PROCESSED = wordSet('file query record item url page document result');
const THOUGHTS = wordSet('thinking thought reasoning');
/** Running these statements loses what they name. */
const LOSING = wordSet('drop truncate delete rm');
const ATTACKS = wordSet('injection xss exploit sqli');
/** Scaling these is arithmetic. */
const SCALED = wordSet('data feature vector image matrix picture');
/** Senses that a noun behind "perform" may have: "perform a partial update". */
const DONE: Partial<Record<Sense, Effect>> = { create: 'create', update: 'update', delete: 'delete', send: 'send' };
const MATHS = wordSet('math maths mathematical arithmetic algebraic calculator');
const CODE = wordSet('javascript js python code script console browser page shell');
const PROBLEMS = wordSet('issue problem error bug failure');
const CALLED = new Set(['api', 'endpoint', 'service']);
/** Tests of these only measure. */
const MEASURED = wordSet('speed accessibility latency bandwidth connectivity connection performance network seo');
/** Building these is wording a question. */
const QUESTIONS = new Set(['query', 'search']);
/** "A read-only operation": what is only read by its own name. */
const READS = new Set(['operation', 'query', 'statement']);
/** Behind the head sentence these say how the tool works, not what it does. */
const VAGUE = wordSet('perform conduct process step control continue debug test build play');
/** Queries in these may write, unless they are said to search. */
const SEARCHES = new Set(['aql', 'oql']);
const PLUGINS = new Set(['plugin', 'module']);
/** "Control how deep it goes": what a caller may set. */
const ASKS = new Set(['how', 'whether']);
/** What is processed to give an answer about it. */
const CONTENT = wordSet(
  `text data problem statement thought input transcript document image query question prompt content article webpage page
   reasoning idea argument file pdf csv html response result`,
);
const SWITCHED = wordSet('on off up down cycle vm server device machine instance node host');
/** Building these makes a file or a document. */
const BUILT = wordSet('video image slideshow chart presentation playlist pdf form page website deck');
const LOOKUPS = wordSet('search lookup');
const FAR = 10;
/** What can be killed. */
const LIVING = wordSet(
  'process pid session container pod instance server service app application program daemon worker thread port tab browser terminal shell window node vm',
);
/** Words beside "query" that do not say what kind of query it is. */
const UNRESTRICTED = wordSet('raw arbitrary custom any native read only');

/** Starting, stopping and running things: Execute, unless what is run only computes an answer. */
export const run: Rule = ({ actions, topic }) => ({
  facts: actions
    .filter(
      (action) =>
        (action.sense === 'run' || action.sense === 'execute' || scansPorts(action)) &&
        !advises(action) &&
        !isPlayback(action, topic),
    )
    .map((action) => {
      // "Kill the yeast", behind what the tool does itself: a step of what it tells about.
      if (action.verb === 'kill' && action.where === 'near' && action.states !== true && !endsWork(action))
        return { ...effectOf(action, 'run', 'execute'), certainty: 'weak' };
      if (action.object.some((noun) => LOSING.has(noun))) return effectOf(action, 'run', 'delete');
      if (scansPorts(action) || scans(action, topic) || attacks(action))
        return effectOf(action, 'run', 'execute', 'scan');
      if (computes(action, topic)) return effectOf(action, 'run', 'read', 'computation');
      if (BEGIN_VERBS.has(action.verb) && action.object.some((noun) => BEGINS.has(noun))) {
        return effectOf(action, 'run', 'update', 'session');
      }
      if (action.verb === 'process' && allNouns(action).some((noun) => SIGN_INS.has(noun))) {
        return effectOf(action, 'run', 'update', 'session');
      }
      if (action.verb === 'process' && allNouns(action).some((noun) => THOUGHTS.has(noun))) {
        return effectOf(action, 'run', 'read', 'computation');
      }
      if (action.verb === 'process' && PROCESSED.has(headNoun(action) ?? '') && actions.some(looksByName)) {
        return effectOf(action, 'run', 'read', 'computation');
      }
      if (action.verb === 'process' && CONTENT.has(headNoun(action) ?? '')) {
        return { ...effectOf(action, 'run', 'read', 'computation'), certainty: 'weak' };
      }
      if (action.verb === 'bring' && (action.object.includes('back') || action.rest.includes('back'))) {
        return effectOf(action, 'run', 'update');
      }
      if (action.verb === 'trigger' && action.rest[0] === 'to') {
        const made = DONE[verbForm(action.rest[1] ?? '')?.sense ?? 'run'];
        if (made !== undefined) return effectOf(action, 'run', made);
      }
      if (action.verb === 'trigger' && NOTICES.has(headNoun(action) ?? '')) return effectOf(action, 'run', 'send');
      if (action.verb === 'play' && (GAMES.has(headNoun(action) ?? '') || action.rest[0] === 'with')) {
        return effectOf(action, 'run', 'update', 'game');
      }
      if (action.verb === 'power' && !SWITCHED.has(action.object[0] ?? action.rest[0] ?? '')) {
        return { ...effectOf(action, 'run', 'execute'), certainty: 'weak' };
      }
      if (action.verb === 'build' && BUILT.has(headNoun(action) ?? '')) return effectOf(action, 'run', 'create');
      const done = doneBy(action);
      if (done !== undefined) return effectOf(action, 'run', done);
      if (onlyDoes(action)) return { ...effectOf(action, 'run', 'update'), certainty: 'weak' };
      if (runsStatement(action)) return effectOf(action, 'run', 'execute', 'statement');
      return effectOf(action, 'run', 'execute');
    }),
});

/** A process, a job or a machine, or nothing that is named. */
function endsWork({ object, rest }: Action): boolean {
  return (
    object.length === 0 || [...object, ...rest.slice(0, 4)].some((noun) => LIVING.has(noun) || isNoun(noun, 'job'))
  );
}

/** The name says that the tool looks at something. */
function looksByName({ where, sense, certainty }: Action): boolean {
  return where === 'name' && sense === 'read' && certainty === 'clear';
}

/** "Perform a partial update of an object", "Perform inserts, updates or deletes": what is done is the gravest noun. */
function doneBy({ verb, where, object, rest }: Action): Effect | undefined {
  if ((verb !== 'perform' && verb !== 'conduct') || where === 'name') return undefined;
  const head = verbForm(object.at(-1) ?? '');
  if (head === undefined || head.base === 'request' || DONE[head.sense] === undefined) return undefined;
  const done = [head.sense, ...rest.slice(0, 5).flatMap((word) => verbForm(word)?.sense ?? [])];
  return done.includes('delete') ? 'delete' : DONE[head.sense];
}

/** "Performs operations on pages" says that something is done, but not what. */
function onlyDoes(action: Action): boolean {
  const head = headNoun(action);
  return (action.verb === 'perform' || action.verb === 'conduct') && (head === 'operation' || head === 'action');
}

/** "Call this tool first": advice to the model about tools, no effect of this one. */
function advises({ verb, object, rest, where }: Action): boolean {
  const tools = object.includes('function') || object.includes('tool');
  const thisOne = object.length === 0 || tools;
  if (where === 'name' || where === 'value') return false;
  if (tools && (verb === 'run' || verb === 'invoke' || verb === 'trigger')) return true;
  if (object[0] === 'how' || (object.length === 0 && ASKS.has(rest[0] ?? ''))) return true;
  return (verb === 'call' && thisOne) || (where === 'near' && VAGUE.has(verb));
}

/** "Test for SQL injection": an attack, tried on whatever the caller names. */
function attacks({ verb, object, rest }: Action): boolean {
  return verb === 'test' && [...object, ...rest].some((word) => ATTACKS.has(word));
}

/** `nmap_scan`, "Scans the ports of a host". */
function scansPorts({ verb, object, rest }: Action): boolean {
  return verb === 'scan' && [...object, ...rest.slice(0, 2)].some((word) => PORTS.has(word));
}

/** "Run an nmap scan on a target": packets go out to machines of the caller's choice. */
function scans({ object, rest }: Action, topic: ReadonlySet<string>): boolean {
  const words = [...object, ...rest.slice(0, 6)];
  return words.includes('scan') && (words.some((word) => NETWORK.has(word)) || topic.has('nmap'));
}

function computes(action: Action, topic: ReadonlySet<string>): boolean {
  const { verb, object, rest } = action;
  const head = headNoun(action);
  if (verb === 'scale' && SCALED.has(head ?? '')) return true;
  if (verb === 'test' && (head === undefined || !isNoun(head, 'job'))) {
    return TESTABLE.has(head ?? '') || allNouns(action).some((noun) => TESTABLE.has(noun));
  }
  if (verb === 'build' && (QUESTIONS.has(head ?? '') || isNoun(head, 'answer'))) return head !== 'map';
  if (rest.includes('eval')) return false;
  if (verb === 'evaluate' && isMaths(object, topic)) return true;
  if (verb === 'evaluate' && !object.some((noun) => EVALUATED.has(noun))) return object.length > 0 || rest.length > 0;
  if (verb === 'debug') return head === undefined || PROBLEMS.has(head);
  if (verb === 'call' && CALLED.has(head ?? '') && verbForm(rest[1] ?? '')?.sense === 'read') return rest[0] === 'to';
  if ((verb === 'initiate' || verb === 'start') && object.some((noun) => noun === 'wait' || noun === 'waiting'))
    return true;
  if (!ALSO_COMPUTES.has(verb)) return false;
  if (MEASURED.has(object.at(-2) ?? '') && (head === 'test' || head === 'check')) return true;
  const words = [...object, ...rest.slice(0, 4)];
  if (
    object.some((word) => word === 'read' || word === 'readonly' || word === 'select') &&
    (anyNoun(words, 'statement') || READS.has(head ?? ''))
  ) {
    return true;
  }
  if (head === 'request' && object.includes('get')) return true;
  if (runsStatement(action)) return anyNoun(words, 'readingLanguage');
  if (head === 'query') return true;
  const shows = rest[0] === 'to' && verbForm(rest[1] ?? '')?.sense === 'read';
  const plugin = head !== undefined && PLUGINS.has(head) && (shows || isAnalysis(object.at(-2)));
  if (SEARCHES.has(object.at(-2) ?? '') && head === 'query' && shows) return true;
  if (plugin || isAnalysis(head)) return true;
  const onlyComputes = verb === 'perform' || verb === 'conduct';
  if (onlyComputes && verbForm(head ?? '')?.sense === 'read') return true;
  // "Perform PICO (Population, …) based searches"
  if (onlyComputes && object.length <= 2 && rest.slice(0, FAR).some((word) => LOOKUPS.has(word))) return true;
  return isNoun(head, 'computation') || (onlyComputes && anyNoun(object, 'computation'));
}

/** Sums are not code, as long as no language is named. */
function isMaths(object: readonly string[], topic: ReadonlySet<string>): boolean {
  const maths = object.some((word) => MATHS.has(word)) || [...MATHS].some((word) => topic.has(word));
  return maths && ![...CODE].some((word) => topic.has(word));
}

/** `filescan`, `psscan`: an analysis by the end of its name. */
function isAnalysis(noun: string | undefined): boolean {
  return noun !== undefined && noun.length > 4 && noun.endsWith('scan') && !NETWORK.has(noun.slice(0, -4));
}

/** A database is named, or nothing but "query" is: then it may be any statement. */
function runsStatement({ verb, object }: Action): boolean {
  if (!ALSO_COMPUTES.has(verb)) return false;
  const bare = object.at(-1) === 'query' && object.every((word) => word === 'query' || UNRESTRICTED.has(word));
  return bare || anyNoun(object, 'statement');
}
