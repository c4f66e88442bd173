/**
 * An element of the page that the script was written for.
 *
 * @throws when the page has none of that kind
 */
export function elementOf<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/** An element with text; whatever the text is, it is text. */
export function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}

/** Text of ours with names between backticks. */
export function withCode(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  for (const [i, part] of text.split(/`([^`]+)`/).entries()) {
    if (part !== '') made.append(i % 2 === 0 ? part : element('code', part));
  }
  return made;
}
