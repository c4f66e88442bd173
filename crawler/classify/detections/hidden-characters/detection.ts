import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Severity } from '../../../../catalog/model/detections.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Field } from '../../reading.ts';
import { mixesLookalikes } from '../../text/fold.ts';
import { nameWords } from '../../text/words.ts';
import { findingAt, hostileFact, MOST_FINDINGS, type TextDetection } from '../detection.ts';
import { named } from '../named-list.ts';
import { decodeHidden } from './decode-hidden.ts';
import { type HiddenKind, type HiddenRun, hiddenRuns } from './hidden-runs.ts';

/** Runs of one string that are looked at; the rest is more of the same. */
const MOST_RUNS = 1000;
/** So many characters in a row have room for a message; typing and pasting leave one or two behind. */
const MESSAGE_LENGTH = 8;
/** One split word is an accident of copying, several are a pattern. */
const SPLIT_WORDS = 2;
const KINDS_THAT_TELL = 3;
/** Characters of a decoded text that are shown. */
const DECODED = 200;

const SUSPECT = /[^\x20-\x7e\n\r\t]/;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const WORDS: Record<HiddenKind, string> = {
  tag: 'TAG characters, which are invisible and can spell a text',
  'direction override': 'characters that reverse the direction of the text behind them',
  direction: 'characters that change the direction of text',
  'direction mark': 'direction marks',
  'zero width': 'characters without width',
  'variation selector': 'variation selectors that no character in front of them has',
  'blank letter': 'letters that are drawn as nothing',
  'private use': 'private-use characters, which mean nothing outside one font or program',
};

/** D1: hidden and look-alike characters, in every string and member name, before anything is normalised. */
export const hiddenCharacters: TextDetection = ({ fields }) => {
  const findings: Finding[] = [];
  const facts: Fact[] = [];
  const kinds = new Set<HiddenKind>();
  for (const field of fields) {
    if (findings.length >= MOST_FINDINGS) break;
    if (!SUSPECT.test(field.text)) continue;
    for (const { finding, certain, kind } of inField(field)) {
      findings.push(finding);
      if (kind !== undefined) kinds.add(kind);
      if (certain) facts.push(hostileFact(finding, 'hidden-characters'));
    }
  }
  const [first] = findings;
  if (kinds.size >= KINDS_THAT_TELL && facts.length === 0 && first !== undefined) {
    const message = `The definition mixes ${kinds.size} kinds of hidden characters, more than any accident leaves behind.`;
    const finding: Finding = { ...first, severity: 'high', message };
    findings.push(finding);
    facts.push(hostileFact(finding, 'hidden-characters'));
  }
  return { findings, facts };
};

interface Sign {
  finding: Finding;
  /** Beyond doubt. */
  certain: boolean;
  kind?: HiddenKind;
}

function inField(field: Field): Sign[] {
  const runs = hiddenRuns(field.text, MOST_RUNS);
  const byKind = new Map<HiddenKind, HiddenRun[]>();
  for (const run of runs) {
    for (const kind of new Set(run.kinds)) {
      const ofKind = byKind.get(kind);
      if (ofKind === undefined) byKind.set(kind, [run]);
      else ofKind.push(run);
    }
  }
  const signs = [...byKind].map(([kind, ofKind]) => signOf(field, kind, ofKind));
  const lookalike = isIdentifier(field) ? lookalikeWord(field) : undefined;
  return lookalike === undefined ? signs : [...signs, lookalike];
}

function signOf(field: Field, kind: HiddenKind, runs: HiddenRun[]): Sign {
  const longest = runs.reduce((a, b) => (b.codes.length > a.codes.length ? b : a));
  const decoded = decodeHidden(longest.codes);
  const { severity, certain } = weigh(field, kind, runs, decoded !== undefined);
  const count = runs.reduce((sum, run) => sum + run.kinds.filter((other) => other === kind).length, 0);
  const spelled = decoded === undefined ? '' : ` They spell ${named(decoded, DECODED)}.`;
  const message = `The text contains ${WORDS[kind]} (${count}, such as ${codeName(longest.codes[longest.kinds.indexOf(kind)]!)}).${spelled}`;
  return {
    finding: findingAt(field, longest, { rule: 'hidden-characters', severity, message }),
    certain,
    kind,
  };
}

function weigh(
  field: Field,
  kind: HiddenKind,
  runs: readonly HiddenRun[],
  decoded: boolean,
): { severity: Severity; certain: boolean } {
  const long = runs.some((run) => run.codes.length >= MESSAGE_LENGTH);
  if (decoded || (long && kind !== 'private use')) return { severity: 'high', certain: true };
  const rightToLeft = RIGHT_TO_LEFT.test(field.text);
  switch (kind) {
    case 'direction override':
      return rightToLeft ? { severity: 'medium', certain: false } : { severity: 'high', certain: true };
    case 'direction':
      return { severity: rightToLeft ? 'info' : 'medium', certain: false };
    case 'direction mark':
      return { severity: rightToLeft ? 'info' : 'low', certain: isIdentifier(field) };
    case 'zero width': {
      // A soft hyphen is what word processors leave behind.
      const split = runs.filter((run) => run.insideWord && run.codes.some((code) => code !== 0xad)).length;
      const certain = split >= SPLIT_WORDS || (split > 0 && isIdentifier(field));
      return { severity: certain ? 'medium' : 'low', certain };
    }
    case 'tag':
      // Nobody types them, and flags are spelled out before.
      return { severity: 'high', certain: true };
    case 'variation selector':
    case 'blank letter':
    case 'private use':
      return { severity: 'low', certain: isIdentifier(field) && kind !== 'private use' };
    default:
      return kind satisfies never;
  }
}

/** A name that programs compare: nothing in it is there for the looks. */
function isIdentifier({ role, isName }: Field): boolean {
  return role === 'name' || isName;
}

function lookalikeWord(field: Field): Sign | undefined {
  const word = nameWords(field.text.slice(0, 1000)).find(({ start, end }) =>
    mixesLookalikes(field.text.slice(start, end)),
  );
  if (word === undefined) return undefined;
  const message = 'A name mixes Latin letters with letters of another script that look like Latin ones.';
  const at = { start: word.start, length: word.end - word.start };
  return { finding: findingAt(field, at, { rule: 'hidden-characters', severity: 'medium', message }), certain: true };
}

function codeName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
