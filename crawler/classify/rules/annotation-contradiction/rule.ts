import type { Finding } from '../../../../catalog/model/classification.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import type { Decision } from '../../decide.ts';

/**
 * Where the server's own hints contradict the verdict. Only an explicit hint can contradict; an absent one says nothing,
 * and no hint ever changes a verdict.
 */
export function annotationContradiction({ annotations }: ToolDefinition, { category, decisive }: Decision): Finding[] {
  if (category === 'Unclassified' || annotations === undefined) return [];
  const quote = decisive[0]?.evidence[0]?.quote.slice(0, 80) ?? '';
  const found: Finding[] = [];
  const add = (hint: string, value: boolean, message: string) => {
    const field = `/annotations/${hint}`;
    found.push({ rule: 'annotation-contradiction', severity: 'medium', message, field, quote: String(value) });
  };
  if (annotations['readOnlyHint'] === true && category !== 'Read') {
    add('readOnlyHint', true, `The server declares the tool read-only; the definition says otherwise (“${quote}”).`);
  }
  if (annotations['destructiveHint'] === false && category === 'Destructive') {
    add(
      'destructiveHint',
      false,
      `The server declares the tool not destructive; the definition says otherwise (“${quote}”).`,
    );
  }
  return found;
}
