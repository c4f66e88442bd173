import { FACET_CATEGORIES, FACET_LEVELS } from '../format.ts';
import type { Filters, Query } from './parse-query.ts';
import { element } from './result-line.ts';

/**
 * Links to the lists that answer a question of levels or categories alone: the index is one of words, and half of all tools are
 * no result. None when there are words or servers to look for.
 *
 * @param chosen what is chosen beside the text
 */
export function filterLists({ words, filters }: Query, chosen: Filters): HTMLLIElement[] {
  if (words.length + filters.servers.length + chosen.servers.length > 0) return [];
  return [
    ...linksTo('risk', FACET_LEVELS, [...filters.levels, ...chosen.levels]),
    ...linksTo('categories', FACET_CATEGORIES, [...filters.categories, ...chosen.categories]),
  ];
}

const linksTo = (list: string, names: readonly string[], positions: readonly number[]): HTMLLIElement[] =>
  [...new Set(positions)].map((position) => {
    const name = names[position]!;
    const link = element('a', '', `All tools that are ${name}`) as HTMLAnchorElement;
    link.href = `/${list}/${name.toLowerCase()}/`;
    const line = document.createElement('li');
    line.append(link);
    return line;
  });

/** What is said above them. */
export const ONLY_FILTERS = 'Add a word to search, or see the whole lists.';
