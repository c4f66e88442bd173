import type { Evidence } from '../../../catalog/model/classification.ts';
import type { SourceSnippet } from '../../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { fieldPath } from './field-path.ts';
import { quoteInContext, quotesInContext, type QuotesInContext } from './quote-in-context.ts';

/** A quote with where it stands as a reader says it: a path in the definition, or file and line of its code. */
export interface EvidenceView extends QuotesInContext {
  field: string;
}

/** The quotes that carry a verdict: those of one text stand in it together, in the place of the first. */
export function evidenceViews(
  definition: ToolDefinition,
  evidence: readonly Evidence[],
  source: readonly SourceSnippet[],
): EvidenceView[] {
  const byText = Map.groupBy(evidence, ({ field, source: place }) => JSON.stringify([field, place?.path, place?.line]));
  return [...byText.values()].flatMap((items): EvidenceView[] => {
    const [first] = items;
    const single = items.map((item) => evidenceView(definition, item, source));
    if (first === undefined || single.length < 2) return single;
    const root = first.source === undefined ? definition : { source };
    const quotes = items.map(({ quote }) => quote);
    const together = quotesInContext(root, first.field, quotes);
    return together === undefined ? single : [{ field: single[0]!.field, ...together }];
  });
}

/** A quote of a definition, or of the code that was read with it, in its surroundings. */
export function evidenceView(
  definition: ToolDefinition,
  { field, quote, source: place }: Evidence,
  source: readonly SourceSnippet[] = [],
  offset?: number,
): EvidenceView {
  const root = place === undefined ? definition : { source };
  return {
    field: place === undefined ? fieldPath(field) : `source code › ${place.path}, line ${place.line}`,
    ...quoteInContext(root, field, quote, offset),
  };
}
