import { type VerbForm, verbForm } from './verb-forms.ts';

/** Nouns for who or what does something, behind the verb that they are made from: a "converter" converts. */
const DOERS = `generate generator generators|create creator|write writer|edit editor|update updater|delete deleter|
  remove remover|clean cleaner|upload uploader|download downloader|send sender|publish publisher|schedule scheduler|
  manage manager|control controller|execute executor executer|run runner|launch launcher|install installer|
  deploy deployer|convert converter convertor|translate translator|format formatter|parse parser|
  validate validator|verify verifier|check checker|lint linter|analyze analyzer analyser analyst|calculate calculator|
  estimate estimator|predict predictor|forecast forecaster|find finder|search searcher|scrape scraper|crawl crawler|
  extract extractor|fetch fetcher|read reader|retrieve retriever|view viewer|explore explorer|inspect inspector|
  scan scanner|detect detector|classify classifier|summarize summarizer summariser|optimize optimizer optimiser|
  review reviewer|plan planner|advise advisor adviser|recommend recommender|solve solver|think thinker|
  enhance enhancer|refine refiner|resize resizer|compress compressor|import importer|export exporter|
  render renderer|track tracker|log logger|rewrite rewriter|paraphrase paraphraser|visualize visualizer visualiser|
  count counter|transcribe transcriber|evaluate evaluator|assess assessor|compare comparator|encode encoder|
  decode decoder|encrypt encryptor|decrypt decryptor|simplify simplifier|reset resetter|kill killer|wipe wiper|locate locator|fix fixer autofixer|
  trade trader|buy buyer|pay payer|mint minter|transfer transferrer`;

/** Nouns for what is done, behind the verb that they are made from: a "deletion" deletes. */
const DEEDS = `generate generation|create creation|delete deletion|remove removal|execute execution|
  install installation|modify modification|convert conversion|translate translation|validate validation|
  verify verification|analyze analysis analyses|calculate calculation|estimate estimation|predict prediction|
  extract extraction|detect detection|recognize recognition|classify classification|
  summarize summarization summarisation|optimize optimization optimisation|
  visualize visualization visualisation|transcribe transcription|recommend recommendation recommendations|
  evaluate evaluation|compare comparison|reason reasoning|think thinking|navigate navigation|automate automation|
  explore exploration|inspect inspection|investigate investigation|discover discovery|enumerate enumeration|
  generate completion completions|synthesize synthesis|simulate simulation|plan planning|monitor monitoring|
  understand understanding|manage management|play playback|cluster clustering|brainstorm brainstorming|
  scrape scraping|crawl crawling|search searching|revoke revocation|destroy destruction|terminate termination|
  withdraw withdrawal|pay payment|encrypt encryption|decrypt decryption|purge purging|wipe wiping`;

const DERIVED: ReadonlyMap<string, VerbForm> = new Map(
  `${DOERS}|${DEEDS}`.split('|').flatMap((entry) => {
    const [base = '', ...nouns] = entry.trim().split(/\s+/);
    const verb = verbForm(base);
    return verb === undefined ? [] : nouns.map((noun): [string, VerbForm] => [noun, verb]);
  }),
);
const DOER_WORDS = new Set(DOERS.split('|').flatMap((entry) => entry.trim().split(/\s+/).slice(1)));

/** The verb that a folded noun is made from; `undefined` for every other word. */
export function derivedVerb(word: string): VerbForm | undefined {
  return DERIVED.get(word);
}

/** `true` for a noun that names a doer: `generator`, `scraper`. */
export function isDoer(word: string): boolean {
  return DOER_WORDS.has(word);
}
