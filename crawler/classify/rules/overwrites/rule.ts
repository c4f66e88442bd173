import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const REPLACES = wordSet(
  `update set edit modify change replace overwrite patch rename write save amend put upsert restore reset`,
);

/** What was there before is replaced. */
export const overwrites: Rule = ({ actions }) => ({
  facts: actions
    .filter(({ verb, where }) => where !== 'later' && where !== 'near' && REPLACES.has(verb))
    .map(({ evidence }) => ({
      kind: 'reach',
      value: 'overwrites',
      rule: 'overwrites',
      certainty: 'clear',
      evidence: [evidence],
    })),
});
