import { FACET_CATEGORIES, FACET_LEVELS } from '../format.ts';
import { STOP_WORDS, words } from '../words.ts';
import { facetsNamed, type Facets, type Filters, type Query } from './parse-query.ts';
import { element } from './result-line.ts';

/** Words beside the name of a level or category that say no more than it. */
const SAID_BY_FACETS = new Set(words('tools risk level category severity', 100));
/** Letters of a name that are enough for its offer. */
const SHORTEST = 4;

/** What is said above {@link offers} for a question without words. */
export const ONLY_FILTERS = 'Add a word to search, or see the whole lists.';

/**
 * Links to what may be meant by levels and categories: the index is one of words, and half of all tools are no result. Without
 * words, the lists of those that are chosen; where one is named among the words, the same search with the filter instead of
 * the word, or its list when there is no other word.
 *
 * @param chosen what is chosen beside the text
 */
export function offers({ words: asked, typed, filters }: Query, chosen: Filters): HTMLLIElement[] {
  const both = {
    levels: [...filters.levels, ...chosen.levels],
    categories: [...filters.categories, ...chosen.categories],
  };
  if (asked.length + filters.servers.length + chosen.servers.length === 0) return listsOf(both);
  const named: Facets = { levels: [], categories: [] };
  const pieces = typed.split(/\s+/).filter((piece) => piece !== '');
  const rest = pieces.filter((piece, i) => {
    const facets = facetsNamed(piece, i === pieces.length - 1 ? SHORTEST : undefined);
    named.levels.push(...(facets?.levels ?? []));
    named.categories.push(...(facets?.categories ?? []));
    return facets === undefined;
  });
  if (rest.length === pieces.length) return [];
  const telling = rest.filter((piece) =>
    words(piece, 100).some((word) => !STOP_WORDS.has(word) && !SAID_BY_FACETS.has(word)),
  );
  if (telling.length === 0) return listsOf(named);
  const query = new URLSearchParams({ q: telling.join(' ').toWellFormed() });
  const names = [
    ['level', FACET_LEVELS, named.levels] as const,
    ['category', FACET_CATEGORIES, named.categories] as const,
  ].flatMap(([key, all, positions]) =>
    [...new Set(positions)].map((position) => {
      query.append(key, all[position]!.toLowerCase());
      return all[position]!;
    }),
  );
  return [offer(`/search/?${query.toString()}`, `Only ${names.join(' and ')} tools: ${telling.join(' ')}`)];
}

/** Links to where all of it is, for a question without an answer. */
export const elsewhere = (): HTMLLIElement[] => [
  offer('/tools/', 'All servers by name'),
  offer('/risk/', 'All tools by risk level'),
  offer('/categories/', 'All tools by category'),
];

const listsOf = ({ levels, categories }: Facets): HTMLLIElement[] => [
  ...linksTo('risk', FACET_LEVELS, levels),
  ...linksTo('categories', FACET_CATEGORIES, categories),
];

const linksTo = (list: string, names: readonly string[], positions: readonly number[]): HTMLLIElement[] =>
  [...new Set(positions)].map((position) => {
    const name = names[position]!;
    return offer(`/${list}/${name.toLowerCase()}/`, `All tools that are ${name}`);
  });

function offer(url: string, text: string): HTMLLIElement {
  const link = element('a', 'offer', text) as HTMLAnchorElement;
  link.href = url;
  const line = document.createElement('li');
  line.append(link);
  return line;
}
