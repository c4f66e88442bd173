import { escapeMarkup } from '../../catalog/escape-markup.ts';
import { visibleText } from '../../policy/visible-text.ts';

/** What XML 1.0 cannot hold, not even escaped, and cannot be seen besides: https://www.w3.org/TR/xml/#charsets */
const NO_CHARACTER = /[\uFFFE\uFFFF]/g;

/**
 * A text of anybody for XML 1.0 or SVG, as content or in an attribute. Characters that cannot be seen are spelled out
 * (`\u202e`), controls and lone surrogates among them, so that none is left that XML forbids.
 */
export function xmlText(text: string): string {
  return escapeMarkup(visibleText(text).replace(NO_CHARACTER, '\uFFFD'));
}
