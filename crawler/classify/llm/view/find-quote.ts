import type { Evidence } from '../../../../catalog/model/classification.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { quoteHolds } from '../../quote.ts';
import { rawPart, type NormalisedText } from './normalised-text.ts';
import type { ToolView, ViewNode } from './tool-view.ts';

/**
 * Where a quote of the view stands in the definition: verbatim text of the definition with its own pointer, or why there is no
 * such quote. A field that holds other values stands for all that it holds.
 */
export function findQuote(
  view: ToolView,
  definition: ToolDefinition,
  field: string,
  quote: string,
): Evidence | { reason: string } {
  const pointer = pointerOf(field);
  const node = view.nodes.get(pointer);
  if (node === undefined) return { reason: 'there is no such field' };
  if (quote.trim() === '') return { reason: 'the quote is empty' };
  // Half a character would be found in a whole one.
  if (!quote.isWellFormed()) return { reason: 'the quote is no text' };
  for (const candidate of candidates(view, pointer, node)) {
    const evidence = inNode(candidate, quote);
    if (evidence !== undefined && quoteHolds(definition, evidence)) return evidence;
  }
  const whole = { field: node.raw, quote };
  if (node.text === undefined && JSON.stringify(node.value)?.includes(quote) && quoteHolds(definition, whole))
    return whole;
  return { reason: 'the field does not say so' };
}

/** Models write `inputSchema/…` and `#/inputSchema/…` as well. */
function pointerOf(field: string): string {
  const trimmed = field.trim().replace(/^#/, '');
  return trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}

function* candidates(view: ToolView, pointer: string, node: ViewNode): Generator<ViewNode> {
  yield node;
  if (node.text !== undefined) return;
  for (const [inner, candidate] of view.nodes) if (inner.startsWith(`${pointer}/`)) yield candidate;
}

/** The quote in the text of a node, or in its name. */
function inNode({ raw, parent, name, text }: ViewNode, quote: string): Evidence | undefined {
  const inText = text && partOf(text, quote);
  if (inText !== undefined) return { field: raw, quote: inText };
  const inName = name && partOf(name, quote);
  if (name === undefined || inName === undefined) return undefined;
  // At a pointer to a text the text is searched, not the member's name: then the object around it is quoted.
  return text === undefined ? { field: raw, quote: inName } : { field: parent, quote: JSON.stringify(name.raw) };
}

function partOf(normalised: NormalisedText, quote: string): string | undefined {
  const at = normalised.text.indexOf(quote);
  return at < 0 ? undefined : rawPart(normalised, at, at + quote.length);
}
