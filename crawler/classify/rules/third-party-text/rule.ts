import { wordSet } from '../../lexicon/word-set.ts';
import { dataRead } from '../data-read.ts';
import type { Rule } from '../rule.ts';

const WRITTEN_BY_OTHERS = wordSet(
  `comment message email mail issue post tweet review webpage website web discussion article news search mention reply
   conversation ticket transcript internet paper readme subreddit forum blog story inbox attachment topic thread question
   reel video caption answer chat timeline newsletter abstract preprint`,
);
/** Wherever they stand in what is read, it comes from the web. */
const WEB = wordSet('web internet webpage website tweet news article subreddit blog scholar rss');
/** What is taken from an address that the caller names. */
const TAKES = wordSet('fetch scrape crawl extract browse visit render snapshot unblock');
const PLACES = wordSet('url page site webpage website link html markdown');
/** Data about texts, not the texts. */
const ABOUT = wordSet(
  'status count type id url schema field setting metric statistic stat number category label permission screenshot performance traffic domain rank ranking sitemap',
);

/** Searching with one of these is searching the web. */
const ENGINES = wordSet('google bing duckduckgo yahoo baidu brave serp searxng');
/** "Search Google Drive" */
const OWN_OF_ENGINES = wordSet('drive calendar doc sheet workspace contact mail chat ads photo cloud');
const LIBRARIES = wordSet('library package');

/** Returning text that third parties wrote. */
export const thirdPartyText: Rule = ({ actions }) => ({
  facts: dataRead(
    actions,
    (phrase, { verb, object, rest }) => {
      const head = phrase.at(-1) ?? '';
      if (TAKES.has(verb) && [...object, ...rest.slice(0, 5)].some((word) => PLACES.has(word))) return true;
      if (verb === 'search' && ENGINES.has(phrase[0] ?? '') && !OWN_OF_ENGINES.has(phrase[1] ?? '')) return true;
      if ((head === 'doc' || head === 'documentation') && phrase.some((word) => LIBRARIES.has(word))) return true;
      if (head === 'request') return phrase.includes('pull') || phrase.includes('merge');
      if (ABOUT.has(head)) return false;
      return (
        WRITTEN_BY_OTHERS.has(head) ||
        phrase.some((word) => WEB.has(word)) ||
        phrase.includes('visible') ||
        (verb === 'search' && WEB.has(rest[1] ?? ''))
      );
    },
    'third-party-text',
    'untrusted-content',
  ),
});
