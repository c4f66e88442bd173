import { LEVEL_COLOURS } from './level-colours.ts';
import { countsInWords, type ServerCard } from './server-card.ts';
import { escapeMarkup } from '../../catalog/escape-markup.ts';

const HEIGHT = 20;
/** About the width of a character of 11 pixels in the named fonts; `textLength` makes it exact. */
const CHARACTER = 6.6;
const PADDING = 8;
const LABEL = 'toolgate';

/** A badge that says level and counts in words, so that it can be read without colour, by a screen reader too. */
export function badge(card: ServerCard): string {
  const value = card.highest === undefined ? 'no tools known' : `${card.highest} (${countsInWords(card)})`;
  const title = `Toolgate: ${card.highest === undefined ? value : `highest risk ${card.highest}; tools: ${countsInWords(card)}`}`;
  const [left, right] = [LABEL, value].map((text) => Math.round(text.length * CHARACTER));
  const [leftBox, rightBox] = [left! + 2 * PADDING, right! + 2 * PADDING];
  const text = (x: number, width: number, words: string) =>
    `<text x="${x}" y="14" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escapeMarkup(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${leftBox + rightBox}" height="${HEIGHT}" viewBox="0 0 ${leftBox + rightBox} ${HEIGHT}" role="img" aria-label="${escapeMarkup(title)}">
<title>${escapeMarkup(title)}</title>
<rect width="${leftBox}" height="${HEIGHT}" fill="#30343c"/>
<rect x="${leftBox}" width="${rightBox}" height="${HEIGHT}" fill="${LEVEL_COLOURS[card.highest ?? 'Unclassified']}"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
${text(PADDING, left!, LABEL)}
${text(leftBox + PADDING, right!, value)}
</g>
</svg>
`;
}
