import type { Fact } from '../catalog/model/fact.ts';
import { inDollars } from '../crawler/classify/llm/money/price.ts';
import type { Explanation, LookExplained } from '../crawler/stages/explain-tool.ts';

/** An explanation for people: headings, and below them every text as it is. */
export function explainLines(name: string, { definitionHash, rules, model, verdict, override }: Explanation): string[] {
  const { category, level, facets, confidence } = rules.decision;
  const { decidedBy, opinions, rationale, evidence } = verdict;
  return [
    name,
    `definition ${definitionHash}`,
    '',
    `RULES ${rules.version}: ${category}, ${level}, confidence ${confidence}${facets.length > 0 ? `, ${facets.join(', ')}` : ''}`,
    ...factLines(rules.facts),
    ...(model === undefined ? [] : model.looks.flatMap((look) => lookLines(look, model.model, model.promptVersion))),
    '',
    `VERDICT ${verdict.category}, ${verdict.level}, confidence ${verdict.confidence}, by ${decidedBy.kind}${verdict.disputed ? ', disputed' : ''}`,
    `  ${rationale}`,
    `  opinions: ${opinions.map(({ by, says }) => `${by} ${says}`).join('; ')}`,
    ...evidence.map(({ field, quote }) => `  ${field}: ${JSON.stringify(quote)}`),
    ...(override === undefined
      ? []
      : ['', `OVERRIDE ${override.category}, by ${override.reviewer} in ${override.file}: ${override.reason}`]),
  ];
}

function lookLines({ look, request, sent, outcome }: LookExplained, model: string, promptVersion: string): string[] {
  const what = look === 'full' ? 'FIRST LOOK' : 'SECOND LOOK, WITHOUT THE AUTHOR’S TEXT';
  const state = sent === undefined ? 'not sent; the random parts are an example' : `sent ${sent.at}`;
  const lines = ['', `${what}: ${model}, ${promptVersion}, ${state}`];
  if (request === undefined) lines.push('  The request was made by another version of Toolgate and cannot be shown.');
  else {
    const { messages, ...rest } = request;
    for (const { role, content } of messages) lines.push('', `--- ${role} message`, ...content.split('\n'));
    lines.push('', '--- rest of the request', JSON.stringify(rest));
  }
  if (sent !== undefined) {
    const cost = sent.cost === null ? 'price not known' : inDollars(sent.cost);
    lines.push(
      '',
      `--- answer of ${sent.answeredBy ?? 'a model without a name'} (${sent.kind}, ${sent.tokensIn ?? '?'} tokens in, ${sent.tokensOut ?? '?'} out, ${cost}, ended with ${sent.finish ?? 'nothing'})`,
      ...sent.answer.split('\n'),
    );
  }
  if (outcome !== undefined) {
    lines.push('', `--- checks: ${outcome.state}${outcome.reason === undefined ? '' : `, because ${outcome.reason}`}`);
    for (const { claim, field, quote, reason } of outcome.rejected) {
      lines.push(`  rejected ${claim} at ${field}: ${JSON.stringify(quote)}: ${reason}`);
    }
    lines.push(...factLines(outcome.facts));
  }
  return lines;
}

function factLines(facts: readonly Fact[]): string[] {
  if (facts.length === 0) return ['  no facts'];
  return facts.map(({ kind, value, object, certainty, rule, evidence }) => {
    const quotes = evidence.map(({ field, quote }) => `${field}: ${JSON.stringify(quote)}`).join('; ');
    return `  ${kind} ${value}${object === undefined ? '' : ` (${object})`}, ${certainty}, by ${rule}: ${quotes}`;
  });
}
