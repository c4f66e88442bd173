import type { Finding } from '../../../catalog/model/classification.ts';
import type { DetectionSlug, Severity } from '../../../catalog/model/detections.ts';
import type { Fact } from '../../../catalog/model/fact.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import type { Field, Reading } from '../reading.ts';

/** What a detection has to say about a definition. Only what is beyond doubt becomes a hostile fact, which raises the level. */
export interface Detected {
  findings: Finding[];
  facts: Fact[];
}

/** Looks at every string of a definition, as the server wrote it. */
export type TextDetection = (reading: Reading) => Detected;

/** A definition with what the rules have read in it. */
export interface Judged {
  definition: ToolDefinition;
  reading: Reading;
  facts: readonly Fact[];
  /** The facts by the pointers that they quote. */
  factsAt: ReadonlyMap<string, readonly Fact[]>;
}

/** Looks at arguments and facts. States hazards; never facts, since the rules made those. */
export type HazardDetection = (judged: Judged) => Finding[];

/** A tool with this many findings of one detection is judged by now; more would only fill its page. */
export const MOST_FINDINGS = 20;

/** Longest quote of a finding, in UTF-16 code units: context is the page's business. */
const LONGEST_QUOTE = 200;

/**
 * A finding that quotes `length` code units of a string from `start`. The offset is absent where the string is the name of
 * a member, because a pointer addresses the member's value.
 */
export function findingAt(
  field: Field,
  { start, length }: { start: number; length: number },
  said: { rule: DetectionSlug; severity: Severity; message: string },
): Finding {
  const quote = wholeCharacters(field.text.slice(start, start + Math.min(length, LONGEST_QUOTE)));
  return { ...said, field: field.pointer, quote, ...(field.isName ? {} : { offset: start }) };
}

/** The hostile fact that stands on a finding. */
export function hostileFact(finding: Finding, value: (Fact & { kind: 'hostile' })['value']): Fact {
  return {
    kind: 'hostile',
    value,
    rule: finding.rule,
    certainty: 'clear',
    evidence: [{ field: finding.field, quote: finding.quote }],
  };
}

/** Cuts half a character off the end, never anything else: the quote must stay verbatim. */
function wholeCharacters(quote: string): string {
  const last = quote.charCodeAt(quote.length - 1);
  return quote.length > 1 && last >= 0xd800 && last <= 0xdbff ? quote.slice(0, -1) : quote;
}
