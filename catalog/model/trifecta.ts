/**
 * The three legs on which data leaves an agent: it reads something private, it reads what strangers wrote, and it can send. Whoever
 * writes the strangers' text decides. Term and reasoning: Simon Willison, "The lethal trifecta for AI agents", 16 June 2025,
 * https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/. Legs are reported, never judged: most useful setups have all three.
 */
import type { Facet } from './rubric.ts';

export const LEGS = ['private-data', 'untrusted-content', 'way-out'] as const;
export type Leg = (typeof LEGS)[number];

interface LegRow {
  /** For a sentence "It …"; true of every facet of the leg, also of one that only lets such a thing be done. */
  meaning: string;
  /** Facets that are this leg; a command line or code can be all three. */
  facets: readonly Facet[];
}

export const LEG_TABLE: Readonly<Record<Leg, LegRow>> = {
  'private-data': {
    meaning: 'can reach data that belongs to somebody',
    facets: ['private-data', 'freeform-path', 'freeform-sql', 'freeform-shell', 'freeform-code'],
  },
  'untrusted-content': {
    meaning: 'can bring in what third parties wrote',
    facets: ['untrusted-content', 'freeform-url', 'freeform-shell', 'freeform-code'],
  },
  'way-out': {
    meaning: 'can send data out',
    facets: ['sends', 'egress', 'freeform-url', 'freeform-shell', 'freeform-code'],
  },
};

/** The legs that a tool has by its facets (D18). */
export function legsOf(facets: readonly Facet[]): Leg[] {
  return LEGS.filter((leg) => LEG_TABLE[leg].facets.some((facet) => facets.includes(facet)));
}
