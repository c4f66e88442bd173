// Search as you type over the files under /search/ (see site/search/search-index.ts). Data only ever becomes text nodes.
(() => {
  const LIMIT = 12;
  const form = document.querySelector('[data-search]');
  if (form === null) return;
  const input = form.querySelector('input');
  const list = form.querySelector('[data-search-results]');
  const status = form.querySelector('[role=status]');

  const files = new Map();
  const load = (path) => {
    if (!files.has(path)) {
      const file = fetch(`/search/${path}`).then((response) => {
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return response.json();
      });
      file.catch(() => files.delete(path));
      files.set(path, file);
    }
    return files.get(path);
  };

  const tokens = (text) =>
    [
      ...new Set(
        text
          .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
          .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu) ?? [],
      ),
    ].map((word) => [...word].slice(0, 24).join(''));

  const decode = (text) => {
    let number = 0;
    if (text === '') return [];
    return text.split(' ').map((difference) => (number += parseInt(difference, 36)));
  };

  /** Numbers of the records with a word that begins like this one: anywhere, and in their own name. */
  const matching = async (word, shards) => {
    const near = shards.filter((prefix) => word.startsWith(prefix) || prefix.startsWith(word)).slice(0, 20);
    const loading = near.map((prefix) => load(`shards/${encodeURIComponent(prefix).replaceAll('%', '_')}.json`));
    const found = { all: new Set(), own: new Set() };
    for (const shard of await Promise.all(loading)) {
      for (const token of Object.keys(shard).filter((candidate) => candidate.startsWith(word))) {
        const [own, server] = shard[token].split('|').map(decode);
        for (const number of own) found.own.add(number);
        for (const number of [...own, ...server]) found.all.add(number);
      }
    }
    return found;
  };

  const find = async (words) => {
    const { shards, block } = await load('manifest.json');
    const found = await Promise.all(words.map((word) => matching(word, shards)));
    // What has a word in its own name comes before what only belongs to a server of that name.
    const foreign = (number) => Number(!found.some(({ own }) => own.has(number)));
    const numbers = [...found[0].all]
      .filter((number) => found.every(({ all }) => all.has(number)))
      .sort((a, b) => foreign(a) - foreign(b) || a - b);
    const records = await Promise.all(
      numbers.slice(0, LIMIT).map(async (n) => (await load(`blocks/${Math.floor(n / block)}.json`))[n % block]),
    );
    return { total: numbers.length, records };
  };

  const element = (name, className, text) => {
    const node = document.createElement(name);
    node.className = className;
    node.textContent = text;
    return node;
  };
  // As visibleText in site/view/text: what hides or reorders is shown as its number.
  const visible = (text) =>
    text.replace(
      /[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]/gu,
      (c) => `[U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );

  const item = ([serverSlug, serverName, toolName, toolSlug, level, category]) => {
    const link = document.createElement('a');
    link.href = toolName === '' ? `/tools/${serverSlug}/` : `/tools/${serverSlug}/${toolSlug}/`;
    link.append(element('bdi', 'hit-name', visible(toolName || serverName)));
    if (level !== '') link.append(element('span', `badge ${level.toLowerCase()}`, level));
    const where = toolName === '' ? 'server' : `${category} · `;
    const line = element('span', 'hit-where', where);
    if (toolName !== '') line.append(element('bdi', '', visible(serverName)));
    link.append(line);
    const entry = document.createElement('li');
    entry.append(link);
    return entry;
  };

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
  };

  let asked = '';
  const search = async () => {
    const query = input.value.trim();
    asked = query;
    const words = tokens(query);
    if (words.length === 0) {
      close();
      status.textContent = '';
      return;
    }
    try {
      const { total, records } = await find(words);
      if (asked !== query) return; // Something else was typed meanwhile.
      list.replaceChildren(...records.map(item));
      list.hidden = records.length === 0;
      const shown = total > LIMIT ? `, the first ${LIMIT} are listed` : '';
      status.textContent = total === 0 ? 'Nothing found.' : `${total} ${total === 1 ? 'result' : 'results'}${shown}.`;
    } catch {
      close();
      status.textContent = 'Search is not available. Browse the list of servers instead.';
    }
  };

  input.addEventListener('input', () => void search());
  input.addEventListener('focus', () => {
    if (input.value !== '' && list.hidden) void search();
  });
  const openFirst = async () => {
    if (list.hidden) await search();
    list.querySelector('a')?.click();
  };
  form.addEventListener('submit', (event) => {
    if (input.value.trim() === '') return; // Leads to the list of servers, as without this script.
    event.preventDefault();
    void openFirst();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      close();
      status.textContent = '';
      input.focus();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (at < 0 || at >= stops.length) return;
    event.preventDefault();
    stops[at].focus();
  });
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
})();
