import { LEVELS } from '../../catalog/model/rubric.ts';
import type { OutputDirectory } from '../../output/output-directory.ts';
import { SITE_CARD } from '../links.ts';
import { drawPng } from './draw-png.ts';
import { LEVEL_COLOURS } from './level-colours.ts';

const WIDTH = 1200;
const MARGIN = 80;
const COLUMN = (WIDTH - 2 * MARGIN) / LEVELS.length;

/** The picture for links to pages that are about no single server; nothing on it depends on the catalogue. */
export function siteCardSvg(): string {
  const levels = LEVELS.toReversed()
    .map((level, i) => {
      const x = MARGIN + i * COLUMN;
      return `<rect x="${x}" y="420" width="${COLUMN - 4}" height="40" fill="${LEVEL_COLOURS[level]}"/>
<text x="${x}" y="515" font-size="30">${level}</text>`;
    })
    .join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="630" viewBox="0 0 ${WIDTH} 630">
<rect width="${WIDTH}" height="630" fill="#14171c"/>
<g fill="#fff" font-family="DejaVu Sans Mono">
<text x="${MARGIN}" y="200" font-size="84">Toolgate</text>
<text x="${MARGIN}" y="280" font-size="36" fill="#aeb6c2">What the tools of MCP servers can do,</text>
<text x="${MARGIN}" y="330" font-size="36" fill="#aeb6c2">and the policy to put in front of each</text>
${levels}
</g>
</svg>
`;
}

/** Publishes it; returns how many files changed. */
export const writeSiteCard = (output: OutputDirectory): number =>
  Number(output.publish(SITE_CARD.slice(1), drawPng(siteCardSvg())) === 'written');
