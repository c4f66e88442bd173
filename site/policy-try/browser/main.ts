/** The page on which policies are tried: reads while somebody types, and sends nothing anywhere. */
import './without-eval.ts';
import { loadPolicy, type LoadedPolicy } from '../../../policy/load.ts';
import { elementOf } from './element-of.ts';
import { packText, unpackText } from './packed-text.ts';
import { showDecision } from './show-decision.ts';
import { showEffects } from './show-effects.ts';
import { showProblems } from './show-problems.ts';

/** Typing is not interrupted by reading: it is done when the keys rest for so long. */
const REST_MS = 150;
/** Fragments that others made: more is no policy that somebody shares. */
const LONGEST_FRAGMENT = 100_000;

const source = elementOf('policy-source', HTMLTextAreaElement);
const tool = elementOf('try-tool', HTMLInputElement);
const args = elementOf('try-args', HTMLTextAreaElement);
const shareStatus = elementOf('share-status', HTMLElement);

let loaded: LoadedPolicy | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

function read(): void {
  const result = loadPolicy(source.value);
  loaded = 'problems' in result ? undefined : result;
  showProblems('problems' in result ? result.problems : [], source);
  showEffects(loaded?.policy);
  decideNow();
}

function decideNow(): void {
  showDecision(loaded?.compiled, tool.value, args.value);
}

function soon(work: () => void): () => void {
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(work, REST_MS);
  };
}

async function share(): Promise<void> {
  const fragment = `#policy=${await packText(source.value)}`;
  if (fragment.length > LONGEST_FRAGMENT) {
    shareStatus.textContent = 'The policy is too long for an address. Share the file instead.';
    return;
  }
  history.replaceState(null, '', fragment);
  try {
    await navigator.clipboard.writeText(location.href);
    shareStatus.textContent = 'The address is copied. It holds the whole policy.';
  } catch {
    shareStatus.textContent = 'The address of this page holds the whole policy now: copy it from the address bar.';
  }
}

async function open(): Promise<void> {
  const packed = /^#policy=([\w-]+)$/.exec(location.hash)?.[1];
  if (packed !== undefined && packed.length <= LONGEST_FRAGMENT) {
    const text = await unpackText(packed);
    if (text === undefined) shareStatus.textContent = 'The address holds no policy that can be read.';
    else source.value = text;
  }
  read();
}

source.addEventListener('input', soon(read));
tool.addEventListener('input', soon(decideNow));
args.addEventListener('input', soon(decideNow));
elementOf('share', HTMLButtonElement).addEventListener('click', () => void share());
addEventListener('hashchange', () => void open());
void open();
