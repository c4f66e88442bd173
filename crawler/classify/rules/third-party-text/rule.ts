import { type Rule, allNouns } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const WRITTEN_BY_OTHERS =
  wordSet(`comment message email mail issue post tweet review webpage website web page thread discussion
  article news feed search mention reply conversation chat channel ticket transcript internet paper url readme subreddit video
  repository repo forum blog story inbox pull rss report`);

/** Returning text that third parties wrote. */
export const thirdPartyText: Rule = ({ actions }) => ({
  facts: actions
    .filter(
      (action) =>
        action.sense === 'read' &&
        action.where !== 'later' &&
        allNouns(action)
          .slice(0, 8)
          .some((noun) => WRITTEN_BY_OTHERS.has(noun)),
    )
    .map(({ evidence }) => ({
      kind: 'data',
      value: 'untrusted-content',
      rule: 'third-party-text',
      certainty: 'likely',
      evidence: [evidence],
    })),
});
