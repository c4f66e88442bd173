/** The sources of a pattern's case, and how far one of us has read them. */
import { isRead, type Reading, type Reference } from '../../../attacks/model.ts';
import { formatDate } from '../text/words.ts';
import { dateWords } from './date-words.ts';

/** A source, and in which form it was read. */
export interface ReferenceLine {
  title: string;
  by: string;
  url: string;
  date?: string;
  /** "reported by", "retold by" or "studied in". */
  standing: string;
  /** Whether and how one of us has read it, as a sentence. */
  read: string;
  /** What was read, where that has an address of its own. */
  at?: string;
}

const STANDING: Readonly<Record<Reference['kind'], string>> = {
  primary: 'reported by',
  report: 'retold by',
  research: 'studied in',
};

/** What follows "Read on a day". */
const FORM: Readonly<Record<Reading['form'], string>> = {
  whole: 'in a stored copy of the page',
  part: 'in part, in a stored copy of the page',
  abstract: 'as far as its abstract, in a stored copy of the page',
  repository: 'as its repository keeps it',
  mirror: 'in a copy of it that others keep',
};

export function referenceLine(reference: Reference): ReferenceLine {
  const { title, by, url, published, kind, read } = reference;
  return {
    title,
    by,
    url,
    ...(published === undefined ? {} : { date: dateWords(published) }),
    standing: STANDING[kind],
    read: readWords(reference),
    ...(read?.at === undefined || read.at === url ? {} : { at: read.at }),
  };
}

function readWords({ opened, read }: Reference): string {
  if (opened !== null) return `Opened by us on ${formatDate(opened)}.`;
  return read === undefined ? 'Not opened by us.' : `Read on ${formatDate(read.on)} ${FORM[read.form]}.`;
}

/** How far the sources of a case were read; nothing where it has none. */
export function sourcesWords(references: readonly Reference[]): string | undefined {
  const of = references.length;
  if (of === 0) return undefined;
  const read = references.filter(isRead).length;
  if (of === 1)
    return read === 0
      ? 'This source was not opened: all of this is as reported.'
      : 'This source was read, in the form that stands beside it.';
  if (read === 0) return `None of these ${of} sources was opened: all of this is as reported.`;
  if (read === of) return `These ${of} sources were read, in the form that stands beside each.`;
  return `${read} of these ${of} sources ${read === 1 ? 'was' : 'were'} read, in the form that stands beside each; what only the others tell is as reported.`;
}
