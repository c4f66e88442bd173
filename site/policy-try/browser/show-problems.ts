import type { Problem } from '../../../policy/problem.ts';
import { visibleText } from '../../../policy/visible-text.ts';
import { element, elementOf } from './element-of.ts';

/** Shows what the loader refuses; each problem leads to its place in the text. */
export function showProblems(problems: readonly Problem[], source: HTMLTextAreaElement): void {
  const status = elementOf('policy-status', HTMLElement);
  const valid = problems.length === 0;
  status.textContent = valid
    ? 'Valid'
    : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}: not valid`;
  status.className = valid ? 'status good' : 'status bad';
  source.setAttribute('aria-invalid', String(!valid));
  const list = elementOf('policy-problems', HTMLElement);
  list.replaceChildren(...problems.map((problem) => line(problem, source)));
}

function line({ line: row, column, pointer, message }: Problem, source: HTMLTextAreaElement): HTMLElement {
  const item = document.createElement('li');
  const place = element('button', `Line ${row}, column ${column}`);
  place.addEventListener('click', () => {
    const at = offsetOf(source.value, row, column);
    source.focus();
    source.setSelectionRange(at, at);
  });
  item.append(place, ' ');
  if (pointer !== '') item.append(element('code', visibleText(pointer)), ' ');
  item.append(visibleText(message));
  return item;
}

/** Where a line and column stand in a text whose lines end with LF, as those of a text area do. */
function offsetOf(text: string, row: number, column: number): number {
  let start = 0;
  for (let i = 1; i < row; i += 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) break;
    start = end + 1;
  }
  return Math.min(text.length, start + column - 1);
}
