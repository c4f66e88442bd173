/** What is known of a very tool, and how sure that is: its arguments, its facets, and what we take it for. */
import type { Confidence } from '../../../catalog/model/classification.ts';
import { shortName } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { withArticle } from '../text/words.ts';
import type { SchemaView } from './schema-view.ts';
import type { VerdictView } from './verdict.ts';

export interface WhatItDoes {
  /** Which tool it is, and what it takes. */
  takes: Prose;
  /** Begins the list of its facets: "We found that it". */
  found: string;
  /** What we take it for. */
  reading: Prose;
}

/** Arguments that a sentence names; the input table has all. */
const NAMED = 5;
const LONGEST_NAME = 60;

/**
 * @param tool name of the tool, as its page shows it
 */
export function whatItDoes(
  tool: string,
  server: { name: string; url: string },
  input: SchemaView,
  verdict: VerdictView,
): WhatItDoes {
  const takes: Prose = [{ code: tool }, ' of ', { link: server.name, url: server.url }, ...parameters(input)];
  return {
    takes,
    found: verdict.confidence === 'low' ? 'It seems that it' : 'We found that it',
    reading: reading(verdict),
  };
}

function parameters({ table }: SchemaView): Prose {
  if (table === undefined) return [' declares no parameters.'];
  const top = table.rows.filter(({ path }) => !/[.[]/.test(path));
  // Names with dots in them look like nested ones.
  const names = (top.length === 0 ? table.rows : top).map(({ path }) => ({ code: shortName(path, LONGEST_NAME) }));
  const more = names.length > NAMED ? names.length - NAMED : 0;
  const last = more > 0 ? `and ${more} more` : 'and others';
  const shown: Prose = [...names.slice(0, NAMED), ...(more > 0 || table.omitted > 0 ? [last] : [])];
  return [
    ' takes ',
    ...shown.flatMap((part, i) => {
      if (i === 0) return [part];
      return [i < shown.length - 1 ? ', ' : typeof part === 'string' ? ' ' : ' and ', part];
    }),
    '.',
  ];
}

const SURENESS: Readonly<Record<Confidence, [before: string, after: string]>> = {
  high: ['We read it as ', '.'],
  medium: ['We read it, with medium confidence, as ', '.'],
  low: ['We take it for ', '; our confidence is low, so read that as a guess.'],
};

function reading({ category, meaning, confidence = 'low', disputed }: VerdictView): Prose {
  const [before, after] = SURENESS[confidence];
  return [
    meaning === undefined
      ? 'What a call of it does is not established.'
      : `${before}${withArticle(category)} tool, one that ${meaning}${after}`,
    ...(disputed
      ? [
          ' Those who judged it disagree: ',
          { link: 'what each of them says', url: '#provenance', own: true as const },
          '.',
        ]
      : []),
  ];
}
