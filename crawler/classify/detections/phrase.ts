import type { Finding } from '../../../catalog/model/classification.ts';
import type { DetectionSlug, Severity } from '../../../catalog/model/detections.ts';
import type { Fact } from '../../../catalog/model/fact.ts';
import type { Field, FieldRole, Reading } from '../reading.ts';
import { type Detected, findingAt, hostileFact, MOST_FINDINGS } from './detection.ts';
import { isExample } from './example.ts';
import { type PlainText, plainText } from './plain-text.ts';
import { type Span, sentenceAround } from './sentence-around.ts';

/** A way of saying something, searched in the plain form of every string (see plain-text.ts). */
export interface Phrase {
  /** What the text does, for a sentence "The text …". */
  says: string;
  severity: Severity;
  /** Nothing honest is worded like this: the tool counts as `poisoned`, unless the phrase is quoted as an example. */
  certain: boolean;
  /** Lower case; one of these stands in every text that the pattern matches, so that most texts need no matching. */
  stems: readonly string[];
  /** Global, over lower-case text with single spaces; only bounded repeats, so that matching stays linear. */
  pattern: RegExp;
  /** What else its sentence must say, or must not. */
  sentence?: { has?: RegExp; lacks?: RegExp };
  /** It is said of the tool itself, so that "a tool that …" excuses nothing. */
  statement?: true;
  /** Kinds of strings in which it means something else. */
  notIn?: readonly FieldRole[];
}

/** A detection that searches phrases. */
export interface PhraseBook {
  rule: DetectionSlug;
  fact: (Fact & { kind: 'hostile' })['value'];
  phrases: readonly Phrase[];
}

/** Shorter strings hold no phrase. */
const SHORTEST = 6;
const MOST_PER_FIELD = 4;
/** Matches of one pattern that are looked at in one string, until one of them counts. */
const MOST_TRIES = 20;

const plainTexts = new WeakMap<Field, PlainText>();

/** The plain form of a string of a definition, made once for all detections. */
export function plainTextOf(field: Field): PlainText {
  const known = plainTexts.get(field);
  if (known !== undefined) return known;
  const made = plainText(field.text);
  plainTexts.set(field, made);
  return made;
}

/** Searches every string of a definition for the phrases of a book. */
export function detectPhrases({ fields, topic }: Reading, book: PhraseBook, stems: RegExp): Detected {
  const findings: Finding[] = [];
  const facts: Fact[] = [];
  for (const field of fields) {
    if (findings.length >= MOST_FINDINGS) break;
    if (field.text.length < SHORTEST || !stems.test(field.text)) continue;
    const plain = plainTextOf(field);
    for (const { phrase, span, example } of phrasesIn(plain.text, book.phrases, { topic, role: field.role })) {
      const severity = example ? 'info' : phrase.severity;
      const message = `The text ${phrase.says}${example ? ', as an example by the look of it' : ''}.`;
      const at = plain.rawSpan(span.start, span.end);
      const finding = findingAt(field, at, { rule: book.rule, severity, message });
      if (finding.quote === '') continue;
      findings.push(finding);
      if (phrase.certain && !example) facts.push(hostileFact(finding, book.fact));
    }
  }
  return { findings, facts };
}

/** Finds strings that may hold a phrase of a book, as the server wrote them; other letters than ASCII need the plain form. */
export function stemsOf({ phrases }: PhraseBook): RegExp {
  const stems = [...new Set(phrases.flatMap((phrase) => phrase.stems))].filter((stem) => /^[\x20-\x7e]+$/.test(stem));
  const escaped = stems.map((stem) =>
    stem.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(' ', String.raw`[\s*]+`),
  );
  return new RegExp(`[^\\x00-\\x7f]|${escaped.join('|')}`, 'i');
}

interface PhraseHit {
  phrase: Phrase;
  span: Span;
  example: boolean;
}

/** The phrases that a plain text holds, each once. */
export function phrasesIn(
  text: string,
  phrases: readonly Phrase[],
  { topic = new Set(), role }: { topic?: ReadonlySet<string>; role?: FieldRole } = {},
): PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (const phrase of phrases) {
    if (hits.length >= MOST_PER_FIELD) break;
    if (role !== undefined && phrase.notIn?.includes(role) === true) continue;
    if (!phrase.stems.some((stem) => text.includes(stem))) continue;
    const span = firstCounting(text, phrase);
    const overlaps = span !== undefined && hits.some((hit) => hit.span.start < span.end && span.start < hit.span.end);
    if (span !== undefined && !overlaps) {
      hits.push({ phrase, span, example: isExample(text, span, { topic, statement: phrase.statement === true }) });
    }
  }
  return hits;
}

function firstCounting(text: string, { pattern, sentence }: Phrase): Span | undefined {
  let tries = 0;
  for (const match of text.matchAll(pattern)) {
    if (++tries > MOST_TRIES) return undefined;
    const span = { start: match.index, end: match.index + match[0].length };
    if (sentence === undefined) return span;
    const around = sentenceAround(text, span);
    const said = text.slice(around.start, around.end);
    if (sentence.has?.test(said) !== false && sentence.lacks?.test(said) !== true) return span;
  }
  return undefined;
}
