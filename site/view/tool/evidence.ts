import type { Evidence } from '../../../catalog/model/classification.ts';
import type { SourceSnippet } from '../../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { fieldPath } from './field-path.ts';
import { quoteInContext, type QuoteInContext } from './quote-in-context.ts';

/** A quote with where it stands as a reader says it: a path in the definition, or file and line of its code. */
export interface EvidenceView extends QuoteInContext {
  field: string;
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
