import type { OutcomeCode } from '../../catalog/model/launch.ts';
import type { Ending } from './jail/jail.ts';
import type { SessionEnd } from './session/session-end.ts';

/** Everything that is known about a server that did not list its tools. */
export interface Failure {
  end: Exclude<SessionEnd, { kind: 'listed' }>;
  /** How its process ended. */
  ending: Ending;
  /** Standard error, cleaned (see clean-text.ts). */
  stderr: string;
  /** What it wrote to standard output that was no message, cleaned. */
  stray: string;
  /** Ports that it listened on when it was given up. */
  ports: number[];
  /** It was spoken to over the port that it opened (see http-client.mjs). */
  overHttp?: boolean | undefined;
}

interface Verdict {
  code: OutcomeCode;
  detail: string;
}

/** A name such as SOME_API_KEY, with at least one underscore: single words are too often just loud. */
const VARIABLE = /\b(?!ERR_|EAI_|NODE_|UV_|HTTP_)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
const WANTED =
  /require|missing|must|not (been )?(set|provided|found|defined|configured|specified|given)|undefined|please (set|provide|export|configure)|need|no .{0,40}(set|provided|found|configured)|empty|invalid|expected|set (the )?[A-Z]/i;

/**
 * No pattern of this file has a gap without a bound: how long one line takes grows with its length and no faster, whatever a
 * server writes. outcome.test.ts looks after it.
 *
 * What the last words of a server mean; the first row that matches counts. More particular rows stand first: a missing
 * module is quoted with paths and names that later rows could take for something else.
 */
const LAST_WORDS: [pattern: RegExp, code: OutcomeCode][] = [
  [
    /out of memory|allocation failed|failed to allocate memory|std::bad_alloc|Cannot allocate memory|\bENOMEM\b/i,
    'out-of-memory',
  ],
  [
    /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ModuleNotFoundError|ImportError: |Cannot find (module|package)|ERR_PACKAGE_PATH_NOT_EXPORTED|ERR_DLOPEN_FAILED|Could not locate the bindings file|Failed to load .{0,60}native (addon|module|binding)|error while loading shared libraries/,
    'module-missing',
  ],
  [
    /Unsupported engine|EBADENGINE|requires? (at least )?Node(\.js)? ?(version|v)? ?(>=|\^|~|v)?\s?\d|Node(\.js)? (version )?v?\d+(\.\d+)* or (higher|newer|later|above)/i,
    'runtime-too-old',
  ],
  [
    /spawn \S{1,300} ENOENT|command not found|env: .{0,300}: (No such file or directory|Permission denied|Exec format error)|failed to execute|executable (file )?(doesn't exist|not found)|is (docker|git|python3?|uv|bun|deno) installed/i,
    'needs-binary',
  ],
  [
    /ENOENT[^\n]{0,60}\bopen\b[^\n]{0,300}\.(json|ya?ml|toml|ini|env|conf)\b|(config(uration)?|credentials?|settings) file[^\n]{0,80}(not found|missing|does not exist|required)|(could|can)(not| not|n't) (find|read|load|open)[^\n]{0,40}config/i,
    'needs-config-file',
  ],
];

const CREDENTIAL =
  /(api[ _-]?keys?|access[ _-]?tokens?|tokens?|credentials?|environment variables?|env vars?|secrets?)\b/i;
const ARGUMENTS =
  /^\s*usage:|missing required argument|required (option|argument|command|flag)|(argument|option|command|flag)s? (is|are|was|were)? ?(required|missing|not provided)|unknown (option|command|argument)|too few arguments|not enough (non-option )?arguments|no .{0,40}(argument|path|director\w+)s? (was |were )?(specified|provided|given)|must specify|please specify/im;
const NETWORK =
  /EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|getaddrinfo|fetch failed|ECONNREFUSED|ConnectTimeoutError|socket hang up|network (error|request failed)/i;
const HTTP = /(listening|running|started|available|server)[^\n]{0,60}(https?:\/\/|\bport\b|:\d{2,5}\b)/i;

/** Maps the end of an attempt to the outcome that is recorded, with a sentence that has the particulars. */
export function judgeFailure(failure: Failure): Verdict {
  const { end, ending } = failure;
  if (ending.exceeded === 'memory')
    return verdict('out-of-memory', 'Its processes together exceeded the memory limit.');
  if (ending.exceeded === 'cpu' || ending.signal === 'SIGXCPU') {
    return verdict('cpu-exceeded', 'It exceeded the limit of processor time.');
  }
  if (end.kind === 'failed') {
    if (failure.overHttp === true && /^initialize-(timed-out|failed)$/.test(end.code)) {
      return verdict('http-only', `It listens on ${portWords(failure.ports)}. ${end.detail}`);
    }
    const serves = end.code === 'initialize-timed-out' ? httpServer(failure) : undefined;
    return serves ?? { code: end.code, detail: end.detail };
  }
  const how = exitWords(failure);
  const { code, words } = readLastWords(failure);
  return verdict(code, words === undefined ? `${how}.` : `${how}: ${words}`);
}

const portWords = ([port]: number[]): string => (port === undefined ? 'no port any more' : `port ${port}`);

function httpServer({ ports, stderr, stray }: Failure): Verdict | undefined {
  const [port] = ports;
  if (port !== undefined)
    return verdict('http-only', `It does not answer on standard input, but listens on port ${port}.`);
  const line = lineWith(HTTP, `${stderr}\n${stray}`);
  return line === undefined
    ? undefined
    : verdict('http-only', `It does not answer on standard input, but says: ${line}`);
}

function readLastWords({ stderr, stray, ending }: Failure): { code: OutcomeCode; words: string | undefined } {
  const text = `${stderr}\n${stray}`;
  for (const [pattern, code] of LAST_WORDS) {
    const words = lineWith(pattern, text);
    if (words !== undefined) return { code, words };
  }
  const named = missingVariable(text);
  if (named !== undefined) return { code: 'needs-env', words: named };
  const credential = linesOf(text).find((line) => CREDENTIAL.test(line) && WANTED.test(line));
  if (credential !== undefined) return { code: 'needs-env', words: shorten(credential) };
  const usage = lineWith(ARGUMENTS, text);
  if (usage !== undefined) return { code: 'needs-arguments', words: usage };
  const network = lineWith(NETWORK, text);
  if (network !== undefined) return { code: 'needs-network', words: network };
  const error = lineWith(/error|exception|fail|fatal|invalid|cannot|denied/i, text) ?? linesOf(text).at(-1);
  const code = ending.exitCode === 0 || ending.killed ? 'exited-without-serving' : 'crashed';
  return { code, words: error === undefined ? undefined : shorten(error) };
}

/** The variable that is asked for: one in a line that sounds like asking, names that are needed before files and so on. */
function missingVariable(text: string): string | undefined {
  for (const line of linesOf(text)) {
    const names = line.match(VARIABLE)?.filter((name) => !/_FILE$|TELEMETRY|LOG_LEVEL/.test(name));
    if (names?.[0] !== undefined && WANTED.test(line)) return `${names[0]} is asked for: ${shorten(line)}`;
  }
  return undefined;
}

function exitWords({ ending }: Failure): string {
  if (ending.killed) return 'It closed its standard output without serving';
  if (ending.signal !== undefined) return `It was ended by ${ending.signal}`;
  return `It ended with exit code ${ending.exitCode ?? 'unknown'}`;
}

/** Without what Node.js adds: stack frames, and its warnings, which are about other things. */
const linesOf = (text: string) =>
  text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^\(node:\d+\)|^\(Use `node/.test(line));

function lineWith(pattern: RegExp, text: string): string | undefined {
  const line = linesOf(text).find((candidate) => pattern.test(candidate));
  return line === undefined ? undefined : shorten(line);
}

const shorten = (line: string) => (line.trim().length > 300 ? `${line.trim().slice(0, 300)}…` : line.trim());

const verdict = (code: OutcomeCode, detail: string): Verdict => ({ code, detail });
