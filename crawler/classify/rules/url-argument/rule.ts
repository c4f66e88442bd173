import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const URL_NAMES =
  /^(?:urls?|uris?|website|website_url|web_url|page_url|target_url|webpage_url|site_url|image_urls?|pdf_url|file_url|video_url|document_url|source_url|link|webhook|webhook_url|callback_url|feed_url|base_url|endpoint_url|server_url|jdbc_url|audio_url|input_url|media_url|rss_url|start_url|full_url|hostname|host|download_url|spec_url|swagger_url|rpc_url|(?:.*_)?(?:webhook|callback|notification|notify|server|rpc|provider|api|upload|profile|crawl|sitemap|git|remote|media|photo|proxy|registry|ollama)_(?:url|uri)|url_(?!pattern|filter|regex|slug|key|path|prefix|type|contains|match|encoded).{1,40}|.*_url_list|target_address|server_address|remote_host|target_host|ssh_host|db_host|path_or_url|url_or_path|git_url)$/;
/** A URL that only names a thing of one service is an id, not an address of the caller's choice. */
const IDENTIFIES =
  /\b(?:repository|repo|github|gitlab|youtube|linkedin|twitter|x\.com|figma|notion|tiktok|instagram|reddit|spotify|issue|profile|post|thread|slack|jira|steam|douyin|bilibili|xiaohongshu|sheet|tweet|facebook|amazon|product|relative|search console|property)\b/i;
/** Whatever an argument is called, this text makes it an address: "URL or data URI of the file", "URL to fetch". */
const ADDRESS_TEXT =
  /^(?:the |an? |full |https? |web |public |target ){0,3}urls? (?:or data uri|(?:of (?:the |an? )?(?:[a-z]+ ){1,3})?to (?:be )?(?:fetch|crawl|scrape|download|open|visit|load|navigate|retrieve|request))/i;
/** A place that a file comes from: on this machine or on the web. */
const PATH_OR_URL =
  /\b(?:paths?|files?|filenames?)(?: or (?:an? |the )?|\/)(?:[a-z]+ )?urls?\b|\burls? or (?:an? |the )?(?:local |absolute |relative )?(?:file ?)?paths?\b|\bremote (?:git )?repository url|\bhelm repository url|\bgit repository url\b|本地路径或/i;
const MAYBE_URI = /^(?:uri|uris|link|host|hostname|remote_host|target_host|target_address|server_address|url_.*)$/;
const WEB_TEXT = /https?|\bweb|\burl\b|internet|网页|网址/i;
/** Who logs in at a host that the caller names makes the server connect to it. */
const HOST = /^(?:host|hostname|server|target_address|server_address|remote_host|target_host|ssh_host|db_host)$/;
const LOGS_IN = /^(?:user|username|user_name|password|passwd|private_key|private_key_path|ssh_key|key_path)$/;
const SIGNS_IN = /^(?:token|api_key|password|username|access_token)$/;
const CONNECTION =
  /^(?:connection_string|connection_uri|connection_url|database_url|db_url|mongo_uri|mongodb_uri|redis_url|postgres_url|dsn|sqlalchemy_uri)$/;
/** Looking at what is there. */
const FETCHING = wordSet('fetch scrape crawl navigate browse extract visit download screenshot capture goto render');
const OPENS = wordSet('open ingest import unblock');
const ADDRESSES = wordSet('url webpage website uri sitemap');
/** Kept with a record, as the link of a product or the cover of a page; nothing goes there. */
const KEEPS = wordSet('create add update edit modify save upsert replace set insert append patch bookmark manage');
const LINKS = /^(?:urls?|link|website|website_url|site_url|download_url|web_url|page_url|profile_url|.*_url_list)$/;
const CONTACTED =
  /\b(?:fetch|download|crawl|scrape|import|upload|ingest|load|read|pull|retrieve|webhook|callback|clone|from (?:a|an|the|this) url|will be (?:fetched|downloaded)|publicly accessible|monitor|check|visit|open|navigate)/i;
const SENDS_THERE = wordSet(
  'monitor ingest crawl scrape webhook callback clone import fetch download screenshot navigate convert',
);

/** An address that the caller chooses and the server contacts. */
export const urlArgument: Rule = (reading) => {
  const facts = reading.parameters
    .filter((parameter) => isFreeText(parameter) && (isAddress(parameter, reading) || isHost(parameter, reading)))
    .map((parameter) => argumentFact(parameter, 'url-argument', 'url'));
  return { facts: facts.length > 0 ? facts : told(reading) };
};

function isAddress(parameter: Parameter, reading: Reading): boolean {
  const name = plainName(parameter);
  const { description } = parameter;
  if (PATH_OR_URL.test(description.slice(0, 300))) return true;
  if (IDENTIFIES.test(description)) return false;
  if (ADDRESS_TEXT.test(description)) return true;
  if (CONNECTION.test(name)) return true;
  if (!URL_NAMES.test(name) || (LINKS.test(name) && keepsRecord(reading) && !CONTACTED.test(description))) return false;
  return !MAYBE_URI.test(name) || WEB_TEXT.test(description);
}

/** The tool makes or changes a record, and nothing in its name or first words contacts anything. */
function keepsRecord({ actions, nameWords, topic, description, parameters }: Reading): boolean {
  if (HTTP.test(description) || parameters.some((other) => SIGNS_IN.test(plainName(other)))) return false;
  const named = actions.filter(({ where }) => where === 'name' || where === 'value');
  const keeps = named.some(({ verb }) => KEEPS.has(verb));
  const contacts =
    nameWords.some(({ text }) => SENDS_THERE.has(text) || ADDRESSES.has(text)) ||
    [...SENDS_THERE].some((word) => topic.has(word));
  return keeps && !contacts && !named.some(({ verb }) => FETCHING.has(verb) || OPENS.has(verb));
}

/** A host with a user name, a password or a port beside it. */
function isHost(parameter: Parameter, { parameters }: Reading): boolean {
  return HOST.test(plainName(parameter)) && parameters.some((other) => LOGS_IN.test(plainName(other)));
}

const HTTP =
  /\b(?:makes?|performs?|sends?|issues?|executes?) (?:an? |any |arbitrary )*https? (?:(?:get|post|put|patch|delete|head|options) )?requests?\b/i;
const REQUESTS =
  /\b(?:to|from|of|at|by|on) (?:an?|any|the|one or more|multiple)? ?(?:specified |given |provided |single |target |arbitrary )?(?:urls?\b|web ?pages?\b|websites?\b)/i;
const CRAWLERS = wordSet('crawler curl');
const SCRAPED = wordSet('web universal page site url website webpage');

/** What the text says: "Fetches a URL"; without a schema also "of a web page", "Make an HTTP request". */
function told({ actions, description, sentences, nameWords, name, declared }: Reading): Fact[] {
  const scrapes = nameWords.some(({ text }) => SCRAPED.has(text));
  const crawler = nameWords.find(({ text }) => CRAWLERS.has(text) || (scrapes && text === 'scraper'));
  const head = description.slice(0, sentences[1]?.end ?? 1000).slice(0, 1000);
  const request = declared ? null : (HTTP.exec(head) ?? REQUESTS.exec(head));
  if (request !== null) return [likely('/description', request[0])];
  if (crawler !== undefined && !declared) return [likely('/name', name.slice(crawler.start, crawler.end))];
  return actions
    .filter(
      ({ verb, object, rest, where }) =>
        where !== 'later' &&
        (FETCHING.has(verb) || (!declared && OPENS.has(verb))) &&
        (object.some((word) => ADDRESSES.has(word)) || rest.slice(0, 5).some((word) => ADDRESSES.has(word))),
    )
    .map(({ evidence }) => likely(evidence.field, evidence.quote));
}

function likely(field: string, quote: string): Fact {
  return { kind: 'argument', value: 'url', rule: 'url-argument', certainty: 'likely', evidence: [{ field, quote }] };
}
