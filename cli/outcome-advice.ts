import { outcomeRow, type OutcomeCode } from '../catalog/model/launch.ts';

/** What an operator can do about an outcome, where there is more to say than about its group. */
const ADVICE: Partial<Record<OutcomeCode, string>> = {
  'not-found': 'check that npm is configured for a registry that has it; it is asked for again by itself',
  'no-matching-version': 'a mirror may lag behind; it is asked for again by itself',
  'install-failed': 'look at one with `toolgate explain`; a network or disk problem shows in many at once',
  'fetch-timed-out': 'lower --concurrency or use a nearer npm registry; it is tried again by itself',
  'registry-unavailable':
    'check the npm registry and the proxy, then run `toolgate crawl --only failed --retry-failed`',
  'runtime-too-old': 'nothing to do here: it wants another version of Node.js than the sandbox has',
  'needs-env': 'nothing to do here: the author has to declare the variable, or let the server list without it',
  'needs-arguments': 'nothing to do here: the author has to declare its arguments',
  'needs-binary': 'nothing to do here: the sandbox has Node.js and nothing else',
  'needs-network': 'nothing to do here: servers are started without a network',
  'list-needs-network': 'nothing to do here: servers are started without a network',
  'initialize-timed-out':
    'if there are many, lower --concurrency: the machine may be too busy; it is tried again by itself',
  'list-timed-out': 'if there are many, lower --concurrency: the machine may be too busy; it is tried again by itself',
  'out-of-memory': 'nothing to do here: the limit protects this machine',
  'sandbox-failed': 'this machine is at fault: look at one with `toolgate explain`, and at memory and disk',
};

/** What an operator can do about an outcome; also for outcomes that nobody has written a sentence about. */
export function outcomeAdvice(code: OutcomeCode): string {
  const known = ADVICE[code];
  if (known !== undefined) return known;
  const { group, retry } = outcomeRow(code);
  if (group === 'plan') return 'nothing to do here: its record has to offer something that can be launched';
  if (retry === 'later') return 'it is tried again by itself';
  if (retry === 'person') return 'look at one with `toolgate explain`: its standard error is kept';
  return 'nothing to do here';
}
