import type { ScoredSet } from './scored-set.ts';

/** The rows of a set that are wrong, each with what carried the answer and the begin of the description. */
export function wrongLines({ wrong }: ScoredSet): string[] {
  return wrong.map(({ item: { row, verdict }, expected, dispute }) => {
    const says = typeof expected === 'string' ? `author ${expected}` : labelWords(expected);
    const ours = labelWords(verdict);
    const quote = verdict.evidence[0]?.quote ?? '';
    const text = (row.tool.description ?? '').replaceAll(/\s+/g, ' ').slice(0, 140);
    return `  - ${dispute === undefined ? '' : '(disputed) '}${row.server} ${row.tool.name}: ${says}, ours ${ours} “${quote}” | ${text}`;
  });
}

function labelWords({
  category,
  level,
  facets,
}: {
  category: string;
  level: string;
  facets: readonly string[];
}): string {
  return `${category}/${level} [${facets.join()}]`;
}
