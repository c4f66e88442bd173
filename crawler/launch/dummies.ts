import { JAIL_HOME } from './jail/jail.ts';
import { wordsOfName } from './words-of-name.ts';

/** What is known of a value that a server asks for. */
export interface ValueHints {
  /** Name of the variable or argument, or the value hint of a positional argument. */
  name: string;
  format?: string | undefined;
  description?: string | undefined;
  placeholder?: string | undefined;
}

/** A value nobody can use: `.invalid` never resolves (RFC 2606), 192.0.2.0/24 is for documentation (RFC 5737). */
const HOST = 'placeholder.invalid';
const SECRET = 'placeholder';

/**
 * The pattern table: the first row whose pattern is found in the name decides. Words are matched whole, with `_` and `-` as
 * borders. Nothing here is shaped like a real key, so that no secret scanner has to be told about it.
 */
const BY_NAME: [words: RegExp, value: string][] = [
  [
    /(database|db|postgres(ql)?|pg|mysql|mongo(db)?|redis|sql).*(url|uri|dsn|connection|string)|dsn$/,
    `postgres://user:${SECRET}@${HOST}:5432/db`,
  ],
  [/(url|uri|endpoint|base|webhook|instance|site|origin|server)$/, `https://${HOST}`],
  [/(api[ ]?key|key|token|secret|password|passwd|pass|pat|credential|credentials|auth|cookie|session)$/, SECRET],
  [/(email|mail|username email)$/, `user@${HOST}`],
  [/port$/, '8080'],
  [/(host|hostname|domain|address)$/, HOST],
  [/ip$/, '192.0.2.1'],
  [/(path|dir|directory|directories|folder|root|workspace|vault|home)$/, JAIL_HOME],
  [/(file|filename|filepath)$/, `${JAIL_HOME}/placeholder.txt`],
  [/(uuid|guid|tenant id|client id|subscription id)$/, '00000000-0000-4000-8000-000000000000'],
  [/(region|location)$/, 'us-east-1'],
  [/zone$/, 'us-east-1a'],
  [/(log level|loglevel|level)$/, 'info'],
  [/(lang|language|locale)$/, 'en'],
  [/(timezone|tz)$/, 'UTC'],
  [/(date)$/, '2025-01-01'],
  [
    /^(is|has|use|enable|enabled|disable|disabled|allow|debug|verbose|no|skip|with) | (enabled|disabled|only|mode enabled)$|^(debug|verbose)$/,
    'false',
  ],
  [/(timeout|interval|limit|max|min|size|count|retries|ttl|number|port|seconds|ms|id)$/, '1'],
  [/(user|username|login|account|owner|org|organization|team|name)$/, 'placeholder'],
];

/**
 * How keys of well-known services begin, as their documentation says; servers check it before they start. Only the beginning
 * is here: what follows is made at run time and is obviously no key.
 */
const KEY_PREFIX: [words: RegExp, prefix: string][] = [
  [/\bslack\b.*\bapp\b.*token/, 'xapp-'],
  [/\bslack\b.*token/, 'xoxb-'],
  [/\bstripe\b.*key/, 'sk_test_'],
  [/\b(open ?ai|anthropic)\b.*key/, 'sk-'],
  [/\bgithub\b.*(token|pat)$/, 'ghp_'],
  [/\bgitlab\b.*(token|pat)$/, 'glpat-'],
  [/\bfigma\b.*(key|token)/, 'figd_'],
  [/\bnotion\b.*(key|token)/, 'ntn_'],
  [/\bsendgrid\b.*key/, 'SG.'],
  [/\blinear\b.*key/, 'lin_api_'],
  [/\bsupabase\b.*token/, 'sbp_'],
];

const BY_FORMAT: Record<string, string> = { number: '1', boolean: 'false', filepath: JAIL_HOME };

/**
 * A placeholder that has the shape a server probably checks for. It is made anew each time and stands for nothing; paths are
 * those of the sandbox's home directory, which exists.
 */
export function dummyValue({ name, format, description, placeholder }: ValueHints): string {
  const known = (format === undefined ? undefined : BY_FORMAT[format]) ?? valueByName(name);
  if (known === SECRET) return (KEY_PREFIX.find(([words]) => words.test(wordsOfName(name)))?.[1] ?? '') + SECRET;
  if (known !== undefined) return known;
  if (placeholder !== undefined && isPlainExample(placeholder)) return placeholder;
  if (/\burl\b|https?:\/\//i.test(description ?? '')) return `https://${HOST}`;
  if (/\b(path|director(y|ies)|folder)\b/i.test(description ?? '')) return JAIL_HOME;
  return SECRET;
}

/** The value that a name alone asks for; `undefined` when the name says nothing. */
export function valueByName(name: string): string | undefined {
  const words = wordsOfName(name);
  return BY_NAME.find(([pattern]) => new RegExp(`(^| )(${pattern.source})`).test(words))?.[1];
}

/** An example that may be taken as it stands: no `<your name>`, no path of somebody's machine, not long enough for a key. */
function isPlainExample(text: string): boolean {
  return text.length <= 20 && !/[<>{}[\]$/\\\s]/.test(text) && !/your|xxx|\.\.\./i.test(text);
}
