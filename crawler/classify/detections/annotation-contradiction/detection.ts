import type { Finding } from '../../../../catalog/model/classification.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import type { Decision } from '../../decide.ts';
import { quoteInText } from '../../quote-in-text.ts';

/**
 * Where the server's own hints contradict the verdict. Only an explicit hint can contradict; an absent one says nothing,
 * and no hint ever changes a verdict. A finding is an accusation: it takes a clear fact and more than low confidence.
 */
export function annotationContradiction({ annotations }: ToolDefinition, decision: Decision): Finding[] {
  const { category, confidence, decisive } = decision;
  const [main] = decisive;
  if (category === 'Unclassified' || annotations === undefined) return [];
  if (main?.certainty !== 'clear' || confidence === 'low') return [];
  const quote = quoteInText(main.evidence[0]?.quote ?? '');
  const found: Finding[] = [];
  const add = (hint: string, value: boolean, message: string) => {
    const field = `/annotations/${hint}`;
    found.push({ rule: 'annotation-contradiction', severity: 'medium', message, field, quote: String(value) });
  };
  if (annotations['readOnlyHint'] === true && category !== 'Read') {
    add('readOnlyHint', true, `The server declares the tool read-only; the definition says otherwise (${quote}).`);
  }
  if (annotations['destructiveHint'] === false && category === 'Destructive') {
    add(
      'destructiveHint',
      false,
      `The server declares the tool not destructive; the definition says otherwise (${quote}).`,
    );
  }
  return found;
}
