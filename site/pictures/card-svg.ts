import { LEVEL_COLOURS } from './level-colours.ts';
import type { ServerCard } from './server-card.ts';
import { escapeMarkup } from '../../catalog/escape-markup.ts';

const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 80;
const INNER = WIDTH - 2 * MARGIN;
/** Advance of a character of DejaVu Sans Mono, of its size. */
const ADVANCE = 0.602;
const LARGEST = 56;

/** The picture of a server for previews of links, as SVG with fonts that are named and must be given. */
export function cardSvg({ name, tools, highest, levels }: ServerCard): string {
  const size = Math.min(LARGEST, Math.floor(INNER / (ADVANCE * Array.from(name).length)));
  const verdict = highest === undefined ? 'Tools not known yet' : `Highest risk: ${highest}`;
  const count = tools === 1 ? '1 tool' : `${tools} tools`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#14171c"/>
<rect width="${WIDTH}" height="16" fill="${LEVEL_COLOURS[highest ?? 'Unclassified']}"/>
<g fill="#fff" font-family="DejaVu Sans Mono">
<text x="${MARGIN}" y="130" font-size="30" fill="#aeb6c2">Toolgate · MCP server</text>
<text x="${MARGIN}" y="250" font-size="${size}">${escapeMarkup(name)}</text>
<text x="${MARGIN}" y="350" font-size="40">${verdict}</text>
<text x="${MARGIN}" y="405" font-size="30" fill="#aeb6c2">${highest === undefined ? 'No launch has listed them so far' : count}</text>
${tools === 0 ? '' : spread(levels, tools)}</g>
</svg>
`;
}

/** A bar of the levels with their names and counts below, so that it can be read without colour. */
function spread(levels: ServerCard['levels'], tools: number): string {
  const present = levels.filter(([, n]) => n > 0);
  const column = INNER / present.length;
  let x = MARGIN;
  return present
    .map(([level, n], i) => {
      const width = (n / tools) * INNER;
      const bar = `<rect x="${round(x)}" y="460" width="${round(Math.max(width - 4, 2))}" height="40" fill="${LEVEL_COLOURS[level]}"/>`;
      x += width;
      const label = `<text x="${round(MARGIN + i * column)}" y="555" font-size="24">${n} ${level}</text>`;
      return `${bar}\n${label}\n`;
    })
    .join('');
}

const round = (n: number): string => String(Math.round(n * 10) / 10);
