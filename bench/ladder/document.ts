import { STEP_TABLE } from '../../catalog/model/launch.ts';
import { markdownTable, withFiguresOf } from '../figures/figures.ts';
import type { LadderRow } from './results.ts';

/** Characters of what a server said last. */
const WORDS = 160;

/** The document with the figures of these results in their place. */
export function withLadderFigures(document: string, rows: readonly LadderRow[]): string {
  const listed = rows.filter((row) => row.listed);
  const tools = listed.reduce((sum, row) => sum + row.tools, 0);
  const share = Math.round((100 * listed.length) / Math.max(rows.length, 1));
  const bySteps = Map.groupBy(listed, ({ step }) => step ?? 'bare');
  const steps = Object.keys(STEP_TABLE).flatMap((step) => {
    const of = bySteps.get(step as keyof typeof STEP_TABLE) ?? [];
    return of.length === 0 ? [] : [[`\`${step}\``, of.length, of.map(nameOf).join(', ')]];
  });
  const others = rows
    .filter((row) => !row.listed)
    .map(({ identifier, code, detail }) => [identifier, `\`${code}\``, shortened(detail)]);
  return withFiguresOf(
    'bench/ladder.ts',
    document,
    [
      `Of ${rows.length} servers **${listed.length} listed (${share} %)**, ${tools.toLocaleString('en')} tools.`,
      '',
      markdownTable(['step that listed', 'servers', 'which, after what other steps had gained'], steps),
      '',
      markdownTable(['not listed', 'outcome', 'in its own words, or ours'], others),
    ].join('\n'),
  );
}

const nameOf = ({ identifier, gained = [] }: LadderRow): string =>
  gained.length === 0 ? identifier : `${identifier} (${[...new Set(gained)].join(', ')})`;

/** Without what Markdown would take for its own. */
function shortened(detail: string): string {
  const cut = detail.length > WORDS ? `${detail.slice(0, WORDS).toWellFormed()}…` : detail;
  return cut.replaceAll(/[|<>*_`[\]\\]/g, (character) => `\\${character}`);
}
