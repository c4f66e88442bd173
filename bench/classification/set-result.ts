import { sha256 } from './read-rows.ts';
import type { Judged } from './judged.ts';
import { agreesWithHint, type HintFigures } from './hint-figures.ts';
import { isLabelled, type LabelFigures } from './label-figures.ts';
import type { SetResult, WrongRow } from './results.ts';
import type { Hint, Label, Row } from './row.ts';
import { isBelow, type SourceScore } from './source-score.ts';

/** The key by which a row is known in saved results: it tells nothing of the row. */
export function rowKey({ key }: Row): string {
  return sha256(key).slice(0, 16);
}

/** Whether a verdict is what a row's label or hint says. */
export function isRight(expected: Label | Hint, verdict: Judged['verdict']): boolean {
  return typeof expected === 'string' ? agreesWithHint(expected, verdict) : isLabelled(expected, verdict);
}

/** Puts together what is saved of a set; of its servers those with anything wrong. */
export function setResult<R extends Row>(
  file: Pick<SetResult, 'sha256' | 'captured'>,
  figures: Exclude<SetResult['figures'], { kind: 'corpus' }>,
  items: readonly Judged<R>[],
  expectedOf: (row: R) => Label | Hint,
): SetResult {
  const wrong = items.flatMap(({ row, verdict }): WrongRow[] => {
    const expected = expectedOf(row);
    if (isRight(expected, verdict)) return [];
    return [{ key: rowKey(row), expected: inWords(expected), answer: [verdict.category, verdict.level] }];
  });
  return {
    ...file,
    servers: figures.sources.length,
    below: figures.sources.filter(isBelow).length,
    ...(figures.kind === 'hints' ? { belowUndisputed: figures.sourcesUndisputed.filter(isBelow).length } : {}),
    figures: withFlawedSources(figures),
    wrong: wrong.sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

function withFlawedSources<F extends LabelFigures | HintFigures>(figures: F): F {
  const flawed = (sources: readonly SourceScore[]) => sources.filter(({ right, tools }) => right < tools);
  return figures.kind === 'hints'
    ? { ...figures, sources: flawed(figures.sources), sourcesUndisputed: flawed(figures.sourcesUndisputed) }
    : { ...figures, sources: flawed(figures.sources) };
}

function inWords(expected: Label | Hint): string {
  return typeof expected === 'string' ? expected : `${expected.category}, ${expected.level}`;
}
