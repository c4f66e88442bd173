import type { AdversarialCase } from '../adversarial-case.ts';
import { READING } from '../base-tools.ts';
import { type Subject, subjectOf, withTool } from '../subject.ts';
import type { Tail } from './tail.ts';

/** A name that says nothing: the description alone tells. */
const NEUTRAL = 'helper_fn';
/** Heads that alone say that the tool reads, in the third person: what goes on with the sentence then speaks of the tool. */
const READS = /^(?:Converts|Counts|Describes|Lists|Returns|Searches|Shows) /;

/** How a tail stands behind the sentence; `undefined` where it cannot stand so. */
const PLACES: Readonly<Record<string, (head: string, tail: Tail) => string | undefined>> = {
  behind: (head, tail) => (tail.continues ? goingOn(head, tail) : `${head} ${tail.text}`),
  'behind an aside': (head, tail) => (tail.continues ? undefined : `${head} Results are sorted by name. ${tail.text}`),
  'next line': (head, tail) => (tail.continues ? undefined : `${head}\n${tail.text}`),
  bullet: (head, tail) => (tail.continues ? undefined : `${head}\n\n- ${tail.text}`),
  'before an aside': (head, tail) =>
    tail.continues
      ? `${goingOn(head, tail)} Results are sorted by name.`
      : `${head} ${tail.text} Results are sorted by name.`,
};

/** Every reading tool with every tail in every place, by its own name and by one that says nothing. */
export function* tailCases(tails: readonly Tail[], wanted: (id: string) => boolean): Generator<AdversarialCase> {
  for (const base of READING) {
    const head = base.tool.description ?? '';
    if (!READS.test(head)) continue;
    const clean = subjectOf(base);
    for (const tail of tails) {
      for (const [place, put] of Object.entries(PLACES)) {
        const description = put(head, tail);
        if (description === undefined) continue;
        for (const [named, subject] of Object.entries(bothNames(withTool(clean, { description })))) {
          const id = `${base.tool.name}/${tail.id}/${place}/${named}`;
          const { category, level } = tail;
          if (wanted(id)) yield { id, subject, against: { category, level }, by: { tail: tail.id, place, named } };
        }
      }
    }
  }
}

function bothNames(subject: Subject): Record<string, Subject> {
  return { 'own name': subject, 'neutral name': withTool(subject, { name: NEUTRAL }) };
}

function goingOn(head: string, { text }: Tail): string {
  return `${head.replace(/\.$/, '')}${/^[,;]/.test(text) ? '' : ' '}${text}.`;
}
