import { wordsOfName } from '../words-of-name.ts';

/**
 * Words of options that make a list shorter or move it to another transport. Such options are examples of somebody's own
 * wishes; a catalogue wants the whole list.
 */
const NARROWING =
  /read ?only|\bslim\b|\bminimal\b|\blite\b|features?\b|tool ?sets?\b|\btools?\b|\benabled?\b|\bdisabled?\b|\bonly\b|\binclude|\bexclude|\ballow|\bden(y|ied)\b|\bblock|\bfilter|\bscopes?\b|\bcategor|\bpreset\b|\bskip\b|\bno\b|\bpermissions?\b/;

const TRANSPORT =
  /\btransports?\b|\bport\b|\bhost\b|\bbind\b|\blisten\b|\bhttp\b|\bsse\b|streamable|\bstateless\b|\bcors\b/;

/** Whether an option (a flag or a variable) may narrow the list or leave standard input and output. */
export function isNarrowing(name: string): boolean {
  const words = wordsOfName(name);
  // READ_ONLY_API_KEY is a key and API_HOST an address of another service; only whole switches are meant.
  if (/\b(key|token|secret|password|credentials?|url|uri|id|path|dir|directory|database|db)\b/.test(words))
    return false;
  return isNarrowingSwitch(name);
}

/** The same for an option that takes no value: it is no key and no address, whatever words are in its name. */
export function isNarrowingSwitch(name: string): boolean {
  const words = wordsOfName(name);
  return NARROWING.test(words) || isTransport(words);
}

/** `PORT`, `--host`, `MCP_TRANSPORT`, but not `DB_HOST`, which says where another service is. */
function isTransport(words: string): boolean {
  if (!TRANSPORT.test(words)) return false;
  return /^(mcp |server |http |sse )*(transports?|transport type|transport mode|port|host|bind|listen|http|sse|streamable|streamable http|stateless|cors|cors origin|server port|http port|http host)$/.test(
    words,
  );
}
