import { asking, patiently } from './asking.ts';
import { offers, ONLY_FILTERS } from './offers.ts';
import { parseQuery } from './parse-query.ts';
import { element, resultLine } from './result-line.ts';
import type { Search, SearchAnswer } from './search.ts';

/** Suggestions in the box. */
const LIMIT = 10;
/** What is said while an answer is slow. */
export const SEARCHING = 'Searching …';
const NO_FILTERS = { levels: [], categories: [], servers: [] };

/** The box in the header and on the home page: links below it while somebody types, and the search page on Enter. */
export function searchBox(form: HTMLFormElement, search: Search): void {
  const input = form.querySelector('input')!;
  const list = form.querySelector<HTMLElement>('[data-search-results]')!;
  const status = form.querySelector<HTMLElement>('[role=status]')!;
  const questions = asking();

  const close = (message = '') => {
    list.hidden = true;
    list.replaceChildren();
    status.textContent = message;
  };

  const show = async (signal: AbortSignal) => {
    const typed = input.value.trim();
    if (typed === '') return close();
    const query = parseQuery(typed);
    const offered = offers(query, NO_FILTERS);
    if (query.words.length + query.filters.servers.length === 0) {
      list.replaceChildren(...offered);
      list.hidden = offered.length === 0;
      status.textContent = offered.length === 0 ? '' : ONLY_FILTERS;
      return;
    }
    const asked = search.ask({ text: input.value, filters: NO_FILTERS, first: LIMIT }, signal);
    const answer = await patiently(asked, signal, () => (status.textContent = SEARCHING));
    const records = answer.first;
    // The focus may have gone elsewhere while it loaded; and who is choosing already must not have it move below the fingers.
    const { activeElement } = document;
    if (signal.aborted || !form.contains(activeElement) || list.contains(activeElement)) return;
    if (records.length + offered.length === 0) return close('Nothing found.');
    const all = element('a', 'hit-all', 'All results') as HTMLAnchorElement;
    all.href = `${form.getAttribute('action')}?q=${encodeURIComponent(typed.toWellFormed())}`;
    const last = document.createElement('li');
    last.append(all);
    list.replaceChildren(
      ...offered,
      ...records.map((record) => resultLine(record, false)),
      ...(records.length > 0 ? [last] : []),
    );
    list.hidden = false;
    status.textContent = `${countOf(answer)}. ${list.childElementCount} links are listed.`;
  };
  const ask = () => questions.run(show, () => close('Search is not available. Browse the list of servers instead.'));

  input.addEventListener('input', ask);
  input.addEventListener('focus', () => {
    search.warm();
    if (input.value !== '' && list.hidden) ask();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      input.focus();
      close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLInputElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (at < 0 || at >= stops.length) return;
    event.preventDefault();
    stops[at]!.focus();
  });
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) close();
  });
}

/** How many results there are, for a sentence. */
export function countOf({ total, more, exact }: SearchAnswer): string {
  if (total === 0) return 'Nothing found';
  const results = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'result' : 'results'}`;
  const near = total - exact;
  if (near === total) return `Nothing has all of it. Close to it: ${results(near)}`;
  return `${more ? 'More than ' : ''}${results(exact)}${near === 0 ? '' : `, and ${near} close to it`}`;
}
