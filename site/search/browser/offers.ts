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
  if (asked.length + filters.servers.length + chosen.servers.length === 0) {
    return [...listsOf(filters), ...listsOf(chosen)];
  }
  const named: Facets = { levels: [], categories: [] };
  const pieces = typed.split(/\s+/).filter((piece) => piece !== '');
  const rest = pieces.filter((piece, i) => {
    const facets = facetsNamed(piece, i === pieces.length - 1 ? SHORTEST : undefined);
    named.levels.push(...(facets?.levels ?? []));
    named.categories.push(...(facets?.categories ?? []));
    return facets === undefined;
  });
  if (rest.length === pieces.length) return [];
  const text = rest
    .filter((piece) => words(piece, 100).some((word) => !STOP_WORDS.has(word) && !SAID_BY_FACETS.has(word)))
    .join(' ');
  if (text === '') return listsOf(named);
  const query = new URLSearchParams({ q: text.toWellFormed() });
  for (const [key, name] of namesOf(named)) query.append(key, name.toLowerCase());
  const names = namesOf(named).map(([, name]) => name);
  return [offer(`/search/?${query.toString()}`, `Only ${names.join(' and ')} tools: ${text}`)];
}

/** Links to where all of it is, for whoever asks nothing and for a question without an answer. */
export const elsewhere = (): HTMLLIElement[] => [
  offer('/tools/', 'All servers by name'),
  offer('/risk/', 'All tools by risk level'),
  offer('/categories/', 'All tools by category'),
];

const listsOf = (facets: Facets): HTMLLIElement[] =>
  namesOf(facets).map(([key, name]) =>
    offer(`/${key === 'level' ? 'risk' : 'categories'}/${name.toLowerCase()}/`, `All tools that are ${name}`),
  );

/** Each level and category once. */
const namesOf = ({ levels, categories }: Facets): ['level' | 'category', string][] => [
  ...[...new Set(levels)].map((at): ['level', string] => ['level', FACET_LEVELS[at]!]),
  ...[...new Set(categories)].map((at): ['category', string] => ['category', FACET_CATEGORIES[at]!]),
];

function offer(url: string, text: string): HTMLLIElement {
  const link = element('a', 'offer', text) as HTMLAnchorElement;
  link.href = url;
  const line = document.createElement('li');
  line.append(link);
  return line;
}
