import { dataRead } from '../data-read.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const WRITTEN_BY_OTHERS =
  wordSet(`comment message email mail issue post tweet review webpage website web page thread discussion
  article news feed search mention reply conversation chat channel ticket transcript internet paper url readme subreddit video
  repository repo forum blog story inbox pull rss report`);

/** Returning text that third parties wrote. */
export const thirdPartyText: Rule = ({ actions }) => ({
  facts: dataRead(actions, WRITTEN_BY_OTHERS, 'third-party-text', 'untrusted-content'),
});
