import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const URL_NAMES =
  /^(?:urls?|uris?|website|website_url|web_url|page_url|target_url|webpage_url|site_url|image_urls?|pdf_url|file_url|video_url|document_url|source_url|link|webhook|webhook_url|callback_url|feed_url|base_url|endpoint_url|server_url|jdbc_url|audio_url|input_url|media_url|rss_url|start_url|full_url|hostname|host|download_url|spec_url|swagger_url|rpc_url)$/;
/** A URL that only names a thing of one service is an id, not an address of the caller's choice. */
const IDENTIFIES =
  /\b(?:repository|repo|github|gitlab|youtube|linkedin|twitter|x\.com|figma|notion|tiktok|instagram|reddit|spotify|issue|profile|post|thread|slack|jira|steam|douyin|bilibili|xiaohongshu|sheet|tweet|facebook|amazon|product|relative)\b/i;
/** Whatever an argument is called, this text makes it an address: "URL or data URI of the file", "URL to fetch". */
const ADDRESS_TEXT =
  /^(?:the |an? |full |https? |web |public |target ){0,3}urls? (?:or data uri|(?:of (?:the |an? )?(?:[a-z]+ ){1,3})?to (?:be )?(?:fetch|crawl|scrape|download|open|visit|load|navigate|retrieve|request))/i;
const MAYBE_URI = /^(?:uri|uris|link|host|hostname)$/;
const WEB_TEXT = /https?|\bweb|\burl\b|internet|网页|网址/i;
const FETCHING =
  wordSet(`fetch scrape crawl navigate browse extract visit download screenshot capture goto open read get load render
   request`);
const ADDRESSES = wordSet('url webpage website link uri');

/** An address that the caller chooses and the server contacts. */
export const urlArgument: Rule = (reading) => {
  const facts = reading.parameters
    .filter((parameter) => isFreeText(parameter) && isAddress(parameter))
    .map((parameter) => argumentFact(parameter, 'url-argument', 'url'));
  return { facts: facts.length > 0 ? facts : undeclared(reading) };
};

function isAddress(parameter: Parameter): boolean {
  const name = plainName(parameter);
  if (IDENTIFIES.test(parameter.description)) return false;
  if (ADDRESS_TEXT.test(parameter.description)) return true;
  if (!URL_NAMES.test(name)) return false;
  return !MAYBE_URI.test(name) || WEB_TEXT.test(parameter.description);
}

/** Without a schema, the verbs say it: "Fetches a URL", "Extract content from a webpage". */
function undeclared({ actions }: Reading): Fact[] {
  return actions
    .filter(
      ({ verb, object, rest, where }) =>
        where !== 'later' &&
        FETCHING.has(verb) &&
        [...object, ...rest.slice(0, 5)].some((word) => ADDRESSES.has(word)) &&
        !['get', 'open', 'read', 'load'].includes(verb),
    )
    .map(({ evidence }) => ({
      kind: 'argument',
      value: 'url',
      rule: 'url-argument',
      certainty: 'likely',
      evidence: [evidence],
    }));
}
