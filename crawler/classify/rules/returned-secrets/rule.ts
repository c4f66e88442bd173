import type { Evidence } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import { nameWords } from '../../text/words.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';

/** Arguments that lift a mask: `reveal`, `include_secrets`, `with_decryption`, `show_password`. */
const UNMASKS =
  /^(?:reveal|unmask|reveal_.{1,40}|(?:include|show|with|return|expose|decrypt)_(?:secrets?|credentials?|passwords?|tokens?|decryption)(?:_values?|_data)?)$/;
const OF_SECRETS = /secret|credential|password|mask|plain ?text|redact|token|decryption/i;
const SECRET =
  'auth_?keys?|api[ _-]?keys?|access[ _-]?(?:tokens?|keys?)|auth(?:entication)?[ _-]?tokens?|bearer tokens?|passwords?|private[ _-]?keys?|secret[ _-]?keys?|client[ _-]?secrets?|credentials|connection (?:string|url|uri)s?|session tokens?|refresh tokens?|seed phrase|mnemonic|kubeconfig|sensitive (?:values?|outputs?|variables?)';
/** "Returns `url`, `auth_key` …": what comes back, up to the end of the sentence. */
const RETURNS = new RegExp(
  `\\b(?:returns?|response (?:includes|contains|carries|holds)|(?:includes|including|incl\\.?|contains?)(?: \\w{1,20}){0,2})[: ][^.\\n;]{0,80}?\\b(?:${SECRET})\\b`,
  'gi',
);
/** "Credentials are returned unmasked": said of the secret itself. */
const HANDED = new RegExp(
  `\\b(?:${SECRET}) (?:is|are|gets?) (?:returned|shown|printed|revealed|exposed|included)\\b(?! (?:only|if|once|when|masked|redacted|hidden|as))`,
  'gi',
);
/** What is behind the word that opens a list stands for itself: "the current profile, including access token". */
const INCLUDED = /\b(?:includ|incl\b|contain|carries|holds).*$/is;
/** "the settings: host, port and the password of the database": a list of what is shown. */
const LISTED = new RegExp(
  `\\b(?:details?|settings?|information|info|config(?:uration)?|fields?|values?|properties|data) ?[:(][^.\\n;]{0,100}?\\b(?:${SECRET})\\b`,
  'gi',
);
/** A member of the answer whose text says that it is one. */
const OUTPUT_TEXT = new RegExp(
  `^(?:the |an? |your |its |user'?s? |generated |new ){0,3}(?:${SECRET}|secret)\\b(?! (?:id|name|status|type|expir|polic))`,
  'i',
);
/** Told of an error, of how to log in, or of data about the secret. */
const NOT_RETURNED =
  /\b(?:if|whether|when|error|errors|invalid|valid|missing|requires?|required|never|not|without|no|mask\w*|redact\w*|hidden|using|your|via|configured|current|check|verify|per|for|supported|available)\b/i;
const ABOUT_IT =
  /^[`'"]?s?[ -](?:status|info|information|metadata|name|names|id|ids|type|types|count|is|are|was|validation|validity|usage|polic|strength|expir|requirement|rotation|management|reset|exposure|leak|scan|found|detect|authentication|auth\b|to authenticate|for auth)/i;
/** "including 'Cookie'": the headers of a request carry the session. */
const HEADERS =
  /\b(?:including|includes|e\.g\.,?|such as)[ (]{1,3}[^.\n]{0,30}['"`](?:cookie|set-cookie|authorization)['"`]/i;
/** Members of a declared answer. */
const OUTPUT =
  /^(?:.*_)?(?:api_?key|password|passwd|client_secret|secret_key|secret_access_key|private_key|access_token|auth_token|refresh_token|bearer_token|id_token|session_token|auth_key|connection_string|mnemonic|seed_phrase|kubeconfig)$/;
const FLAG = /^(?:has|is|needs?|requires?|with|no|use|uses|can|should|missing|invalid)_/;

/** Credentials that come back beside what a call is for, as text, answer schema or an argument that lifts a mask say. */
export const returnedSecrets: Rule = (reading) => {
  const evidence = unmasked(reading) ?? told(reading) ?? declared(reading);
  if (evidence === undefined) return {};
  const fact: Fact = {
    kind: 'data',
    value: 'secrets',
    rule: 'returned-secrets',
    certainty: 'likely',
    evidence: [evidence],
  };
  return { facts: [fact] };
};

function unmasked({ parameters, description }: Reading): Evidence | undefined {
  const lifts = (parameter: Parameter) => {
    const flag = parameter.types.length === 0 || parameter.types.includes('boolean');
    return (
      flag &&
      UNMASKS.test(plainName(parameter)) &&
      OF_SECRETS.test(`${plainName(parameter)} ${parameter.description} ${description.slice(0, 4000)}`)
    );
  };
  return parameters.find(lifts)?.evidence;
}

function told({ description }: Reading): Evidence | undefined {
  const text = description.slice(0, 100_000);
  for (const match of [...text.matchAll(RETURNS), ...text.matchAll(LISTED), ...text.matchAll(HANDED)]) {
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 20);
    const before = text.slice(Math.max(0, match.index - 20), match.index);
    const said = INCLUDED.exec(match[0])?.[0] ?? match[0];
    if (!NOT_RETURNED.test(said) && !/\b(?:never|not|no longer)\s+$/i.test(before) && !ABOUT_IT.test(behind))
      return { field: '/description', quote: match[0] };
  }
  const headers = HEADERS.exec(text);
  return headers === null ? undefined : { field: '/description', quote: headers[0] };
}

function declared({ fields }: Reading): Evidence | undefined {
  const field = fields.find(({ role, isName, text }) => {
    if (role !== 'output-name' || !isName) return false;
    const name = nameWords(text.slice(0, 200))
      .map((word) => word.text)
      .join('_');
    return OUTPUT.test(name) && !FLAG.test(name);
  });
  const shown = field ?? fields.find(({ role, text }) => role === 'output-text' && OUTPUT_TEXT.test(text));
  return shown === undefined ? undefined : { field: shown.pointer, quote: shown.text.slice(0, 200) };
}
