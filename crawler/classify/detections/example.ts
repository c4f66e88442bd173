import { sentenceAround, type Span } from './sentence-around.ts';

/** Tools whose subject is attacks quote them; their words for it, singular. */
const SECURITY_TOPICS: ReadonlySet<string> = new Set(
  `injection jailbreak security vulnerability threat attack exploit malicious malware moderation guardrail phishing
   redteam poisoning sanitize sanitization pentest`
    .trim()
    .split(/\s+/),
);

/** Words before a phrase that make it something to look for rather than something to do. */
const LEAD_IN =
  /\b(?:detect(?:s|ed|ing|ion)?|scan(?:s|ned|ning)?|flag(?:s|ged|ging)?|block(?:s|ed|ing)?|filter(?:s|ed|ing)?|identif(?:y|ies|ied|ying)|recogni[sz](?:e|es|ed|ing)|such as|e\.g|for example|for instance|attacks?|attempts?|injections?|jailbreaks?|phrases? like|patterns?|known|malicious|suspicious)\b/;

/** "Expected output: …", "mock response: …": a text that the tool deals with. A bare "Prompt:" is none. */
const LABELLED =
  /\b(?:expected|sample|mock|test|training|canned|fixture|illustrative|example)(?: [a-z]{1,12})? (?:output|response|reply|text|string|input|prompt|payload|message|phrase)s?:? ?["'`]?$/;

/** "Prompts that ignore …", "asks the agent to ignore …": somebody else does it. "You need to" and "must" are orders. */
const SOMEBODY_ELSE =
  /\b(?:(?<!so )that|which|who|may|might|could|would|attempts?|trying|tries|whether)(?: [a-z]{1,12})? ?$|\bto ?$/;
const ORDERED =
  /\b(?:need|needs|have|has|sure|required|you|asked|instructed|expected|advised|supposed|must|free) to ?$/;

const QUOTE = /["'`]/g;
const APOSTROPHE = /(?<=[a-z])'(?=[a-z])/g;

/**
 * Whether a phrase is shown as an example, or told of somebody else: quoted, and led in as something to look for, or quoted in a
 * tool about attacks; behind "sample response:"; behind "prompts that". Quotation marks alone excuse nothing: a model obeys what
 * it quotes.
 */
export function isExample(
  text: string,
  span: Span,
  { topic, statement = false }: { topic: ReadonlySet<string>; statement?: boolean },
): boolean {
  const { start, end } = sentenceAround(text, span);
  const before = text.slice(start, span.start);
  const ledIn = LEAD_IN.test(before);
  if (LABELLED.test(before)) return true;
  if (!statement && SOMEBODY_ELSE.test(before) && !ORDERED.test(before)) return true;
  const quoted = marks(before) % 2 === 1 && marks(text.slice(span.end, end)) > 0;
  const aboutAttacks = [...SECURITY_TOPICS].some((word) => topic.has(word));
  return (quoted && (ledIn || aboutAttacks)) || (ledIn && aboutAttacks);
}

/** Quotation marks; an apostrophe inside a word is none. */
function marks(text: string): number {
  return text.replace(APOSTROPHE, '').match(QUOTE)?.length ?? 0;
}
