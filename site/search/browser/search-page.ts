import { FACET_CATEGORIES, FACET_LEVELS } from '../format.ts';
import { asking, patiently } from './asking.ts';
import { elsewhere, offers, ONLY_FILTERS } from './offers.ts';
import { parseQuery } from './parse-query.ts';
import { element, resultLine, resultUrl, visible } from './result-line.ts';
import { countOf, SEARCHING } from './search-box.ts';
import type { Search, SearchAnswer, SearchRecord } from './search.ts';

/** Results that are shown at once, and added by "more". */
const PAGE = 20;
/** Servers that can be chosen, from so many results. */
const SERVERS = 8;
const SAMPLE = 100;
/** From here on facets stand beside the results, as in the stylesheet; below, they would push these off the screen. */
const WIDE = '(min-width: 50rem)';

/** The search page: everything that can be chosen stands in its address too. */
export function searchPage(form: HTMLFormElement, search: Search): void {
  const input = form.querySelector<HTMLInputElement>('input[name=q]')!;
  const part = (name: string) => form.querySelector<HTMLElement>(`[data-${name}]`)!;
  const [list, more, servers, active] = [part('results'), part('more'), part('servers'), part('active')];
  const [offered, clear, skip] = [part('offers'), part('clear'), part('skip')];
  const facets = form.querySelector<HTMLDetailsElement>('[data-facets]')!;
  const status = form.querySelector<HTMLElement>('[role=status]')!;
  const questions = asking();
  let answer: SearchAnswer | undefined;
  let shown: SearchRecord[] = [];
  /** Up to where the lines have the answer. */
  let reached = 0;

  const checked = (name: string): string[] =>
    Array.from(form.querySelectorAll<HTMLInputElement>(`input[name=${name}]:checked`), ({ value }) => value);
  const positions = (name: string, all: readonly string[]) => checked(name).map((value) => all.indexOf(value));

  const address = (): string => {
    const query = new URLSearchParams();
    if (input.value.trim() !== '') query.set('q', input.value.trim().toWellFormed());
    for (const name of ['level', 'category', 'server']) {
      for (const value of checked(name)) query.append(name, name === 'server' ? value : value.toLowerCase());
    }
    return `${location.pathname}${query.size === 0 ? '' : `?${query.toString()}`}`;
  };
  const restore = () => {
    const query = new URLSearchParams(location.search);
    input.value = query.get('q') ?? '';
    for (const box of form.querySelectorAll<HTMLInputElement>('input[name=level], input[name=category]')) {
      box.checked = query.getAll(box.name).some((value) => value.toLowerCase() === box.value.toLowerCase());
    }
    servers.replaceChildren(
      ...query
        .getAll('server')
        .slice(0, SERVERS)
        .map((name) => serverChoice(name, undefined, true)),
    );
  };

  const show = async (signal: AbortSignal, keepServers: boolean) => {
    const filters = {
      levels: positions('level', FACET_LEVELS),
      categories: positions('category', FACET_CATEGORIES),
      servers: checked('server').map((name) => ({ name, exact: true })),
    };
    const query = parseQuery(input.value);
    const offer = (lines: HTMLLIElement[]) => {
      offered.replaceChildren(...lines);
      offered.hidden = lines.length === 0;
    };
    const meant = offers(query, filters);
    offer(meant);
    if (query.words.length + query.filters.servers.length + filters.servers.length === 0) {
      answer = undefined;
      if (meant.length === 0) offer(elsewhere());
      return render([], meant.length > 0 ? ONLY_FILTERS : '');
    }
    const question = { text: input.value, filters, first: PAGE };
    const found = await patiently(search.ask(question, signal), signal, () => (status.textContent = SEARCHING));
    take(found);
    if (found.total === 0) offer([...meant, ...elsewhere()]);
    // The first results are there; what follows completes the counts and the choices.
    if (!keepServers) {
      const sample = await found.records(0, SAMPLE, signal);
      signal.throwIfAborted();
      showServers(sample, found.total);
    }
    if (found.more) complete(await search.ask({ ...question, thorough: true }, signal));
  };
  const take = (found: SearchAnswer) => {
    answer = found;
    render(
      found.first,
      `${countOf(found)}.${found.total > 0 ? '' : found.documents === 0 ? ' The catalogue is empty.' : ' Fewer or other words may help.'}`,
    );
  };
  /** The same question answered further: lines that somebody is choosing from must not move under the fingers. */
  const complete = (found: SearchAnswer) => {
    const [urls, known] = [found.first.map(resultUrl), shown.map(resultUrl)];
    const isUsed = list.contains(document.activeElement) || list.matches(':hover');
    if (!isUsed && urls.join() !== known.join()) return take(found);
    answer = found;
    const unseen = urls.findIndex((url) => !known.includes(url));
    reached = unseen === -1 ? urls.length : unseen;
    describe(`${countOf(found)}.`);
  };
  const ask = (keepServers = false) =>
    questions.run(
      (signal) => show(signal, keepServers),
      () => render([], 'Search is not available. Browse the list of servers instead.'),
    );

  const render = (records: SearchRecord[], message: string) => {
    shown = records;
    reached = records.length;
    list.replaceChildren(...records.map((record) => resultLine(record, true)));
    describe(message);
  };

  /** All that stands around the lines. */
  const describe = (message: string) => {
    status.textContent = message;
    const filters = facets.querySelectorAll('input:checked').length;
    active.textContent = filters === 0 ? '' : `${filters} active`;
    clear.hidden = filters === 0;
    skip.hidden = shown.length === 0;
    more.hidden = answer === undefined || reached >= answer.total;
    // Of what comes close only the best are looked for; with a filter others take their places.
    const atLeast = answer !== undefined && (answer.more || answer.total > answer.exact);
    for (const [name, all, counts] of [
      ['level', FACET_LEVELS, answer?.levels],
      ['category', FACET_CATEGORIES, answer?.categories],
    ] as const) {
      for (const box of form.querySelectorAll<HTMLInputElement>(`input[name=${name}]`)) {
        const count = counts?.[(all as readonly string[]).indexOf(box.value)];
        box.parentElement!.querySelector('[data-count]')!.textContent =
          count === undefined ? '' : `${count.toLocaleString('en')}${atLeast ? '+' : ''}`;
      }
    }
  };

  /** The servers of the first results, those with most of them first; what is chosen stays. */
  const showServers = (records: readonly SearchRecord[], total: number) => {
    const isSample = total > SAMPLE;
    part('sample').textContent = isSample ? `, of the first ${SAMPLE} results` : '';
    const counts = new Map<string, number>();
    for (const { serverName } of records) counts.set(serverName, (counts.get(serverName) ?? 0) + 1);
    const chosen = checked('server');
    const others = [...counts].filter(([name]) => !chosen.includes(name)).sort(([, a], [, b]) => b - a);
    servers.replaceChildren(
      ...chosen.map((name) => serverChoice(name, counts.get(name), true, isSample)),
      ...others.slice(0, SERVERS).map(([name, count]) => serverChoice(name, count, false, isSample)),
    );
  };

  const addMore = async (signal: AbortSignal) => {
    const from = shown.length;
    const known = new Set(shown.map(resultUrl));
    let added: SearchRecord[] = [];
    // Lines that stayed when the answer was completed may stand further down in it.
    while (added.length === 0 && reached < (answer?.total ?? 0)) {
      const records = await answer!.records(reached, reached + PAGE, signal);
      if (signal.aborted) return;
      reached += PAGE;
      added = records.filter((record) => !known.has(resultUrl(record)));
    }
    shown.push(...added);
    list.append(...added.map((record) => resultLine(record, true)));
    more.hidden = answer === undefined || reached >= answer.total;
    list.querySelectorAll('a')[from]?.focus();
    status.textContent = `${shown.length} of ${answer === undefined ? 0 : countOf(answer)}.`;
  };

  input.addEventListener('input', () => {
    history.replaceState(undefined, '', address());
    ask();
  });
  form.addEventListener('change', ({ target }) => {
    if (target === input) return;
    history.pushState(undefined, '', address());
    ask((target as HTMLInputElement).name === 'server');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    history.pushState(undefined, '', address());
    ask();
  });
  clear.addEventListener('click', () => {
    for (const box of facets.querySelectorAll('input')) box.checked = false;
    history.pushState(undefined, '', address());
    // The button is about to go.
    input.focus();
    ask();
  });
  skip.addEventListener('click', () => list.querySelector('a')?.focus());
  more.addEventListener('click', () =>
    questions.run(addMore, () => (status.textContent = 'Nothing more could be loaded.')),
  );
  addEventListener('popstate', () => {
    restore();
    ask();
  });
  const wide = matchMedia(WIDE);
  const unfold = () => (facets.open = wide.matches);
  wide.addEventListener('change', unfold);
  unfold();
  facets.hidden = false;
  restore();
  ask();
}

/**
 * A checkbox for a server.
 *
 * @param isSample whether there may be more than were counted
 */
function serverChoice(name: string, count: number | undefined, isChecked: boolean, isSample = false): HTMLElement {
  const label = element('label', 'choice', '');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.name = 'server';
  box.value = name;
  box.checked = isChecked;
  label.append(box, element('bdi', '', visible(name)));
  if (count !== undefined) label.append(element('span', 'muted', `${count}${isSample ? '+' : ''}`));
  return label;
}
