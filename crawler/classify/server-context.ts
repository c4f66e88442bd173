import { wordSet } from './lexicon/word-set.ts';
import { nameWords } from './text/words.ts';

/** What the other tools of a server say about the things that a tool acts on. */
export interface ServerContext {
  /** Others click, type or scroll: what they share is a live page, device or desktop. */
  liveSurface: boolean;
}

/** Nothing is known of other tools. */
export const NO_CONTEXT: ServerContext = { liveSurface: false };

const GESTURES = wordSet('click tap hover swipe drag scroll press keypress dblclick doubleclick pinch');
/** So many different gestures are no accident of names. */
const FEWEST = 3;
/** Names beyond these say nothing new; both bound the work that a server can cause. */
const MOST_NAMES = 5000;
const LONGEST = 200;

/**
 * Reads the names of all tools of a server. Names only: their texts are long, and each tool is judged on its own. What
 * follows can only raise the verdicts of the server's own tools, so a server gains nothing by names that mislead.
 */
export function serverContext(toolNames: readonly string[]): ServerContext {
  const gestures = new Set<string>();
  for (const name of toolNames.slice(0, MOST_NAMES)) {
    for (const { text } of nameWords(name.slice(0, LONGEST))) if (GESTURES.has(text)) gestures.add(text);
    if (gestures.size >= FEWEST) return { liveSurface: true };
  }
  return NO_CONTEXT;
}
