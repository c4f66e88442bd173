import { CATEGORIES } from '../../catalog/model/rubric.ts';
import type { CorpusFigures } from './corpus-figures.ts';
import type { HintFigures } from './hint-figures.ts';
import type { LabelFigures } from './label-figures.ts';
import type { SetResult } from './results.ts';
import { isBelow } from './source-score.ts';
import { count, shareCell, shareWords } from './words.ts';

/** The figures of a set for a terminal, false Lows first. */
export function report(name: string, result: SetResult): string[] {
  const { figures, servers } = result;
  const tools = `${name}: ${count(figures.tools)} tools of ${count(servers)} servers`;
  if (figures.kind === 'corpus') return [tools, ...corpus(figures)];
  if (figures.kind === 'hints') return [`${tools} with definite hints`, ...hints(figures), ...sources(result)];
  return [`${tools} with labels`, ...labels(figures), ...sources(result)];
}

function labels(figures: LabelFigures): string[] {
  const { answers, baseline, readers } = figures;
  return indent([
    `false-Low      ${shareWords(figures.falseLow.rate)}; name prefix ${shareWords(figures.baselineFalseLow)}`,
    ...figures.falseLow.cases.map(({ server, tool, label }) => `  ${server} ${tool}: ${label}`),
    `category       ${shareWords(answers.category)}, kappa ${answers.categoryKappa}; name prefix ${shareCell(baseline.category)}`,
    `level          ${shareWords(answers.level)}, kappa ${answers.levelKappa}; name prefix ${shareCell(baseline.level)}`,
    `where clear    category ${shareWords(figures.answersWhereClear.category)}, level ${shareWords(figures.answersWhereClear.level)}`,
    `read or not    ${shareWords(figures.readOrNot)}; name prefix ${shareCell(figures.baselineReadOrNot)}`,
    `Unclassified   ${shareWords(figures.unclassified)}; disputed ${shareCell(figures.disputed)}`,
    ...(readers === undefined
      ? []
      : [
          `the readers    category ${shareWords(readers.category)}, kappa ${readers.categoryKappa}`,
          `               level ${shareWords(readers.level)}, kappa ${readers.levelKappa}`,
        ]),
    ...(figures.authorsRight.of === 0
      ? []
      : [`authors’ hints ${shareWords(figures.authorsRight)} agree with the label`]),
    '',
    `${'label \\ answer'.padEnd(14)}${[...CATEGORIES, 'Unclassified'].map((name) => name.padStart(13)).join('')}`,
    ...CATEGORIES.map((label) => {
      const row = figures.confusion[label];
      return `${label.padEnd(14)}${[...CATEGORIES, 'Unclassified' as const].map((answer) => count(row[answer]).padStart(13)).join('')}`;
    }),
    '',
    'precision and recall',
    ...[...CATEGORIES.map((name) => [name, figures.categories[name]] as const), ...Object.entries(figures.facets)].map(
      ([name, { precision, recall }]) => `${name.padEnd(18)} ${shareWords(precision)} / ${shareWords(recall)}`,
    ),
  ]);
}

function hints(figures: HintFigures): string[] {
  return indent([
    `read or not    ${shareWords(figures.right)}; name prefix ${shareWords(figures.baseline)}`,
    `               without ${count(figures.disputedHints)} disputed hints ${shareWords(figures.rightUndisputed)}; name prefix ${shareWords(figures.baselineUndisputed)}`,
    `Unclassified   ${shareWords(figures.unclassified)}; disputed ${shareCell(figures.disputed)}`,
  ]);
}

function corpus(figures: CorpusFigures): string[] {
  return indent([
    `${count(figures.quotes)} quotes, ${count(figures.quotesThatDoNotHold)} that do not hold; second pass ${figures.sameTwice ? 'the same' : 'DIFFERENT'}`,
    `Unclassified ${shareWords(figures.unclassified)}`,
    ...CATEGORIES.map((name) => `${name.padEnd(12)} ${shareWords(figures.categories[name])}`),
  ]);
}

/** Servers with anything wrong; those below the baseline are marked. */
function sources({ servers, below, belowUndisputed, figures }: SetResult): string[] {
  if (figures.kind === 'corpus') return [];
  const without = belowUndisputed === undefined ? '' : `, ${count(belowUndisputed)} without disputed hints`;
  const undisputed = new Map(
    (figures.kind === 'hints' ? figures.sourcesUndisputed : []).map((score) => [score.server, score]),
  );
  return indent([
    '',
    `${count(servers)} servers, ${count(below)} below the baseline${without}; those with anything wrong:`,
    ...figures.sources.map((score) => {
      const still =
        figures.kind === 'labels' ? isBelow(score) : isBelow(undisputed.get(score.server) ?? { right: 0, baseline: 0 });
      const mark = still ? '  below the baseline' : isBelow(score) ? '  below by disputed hints' : '';
      return `  ${score.server.padEnd(48)} ${score.right} of ${score.tools}, name prefix ${score.baseline}${mark}`;
    }),
  ]);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
