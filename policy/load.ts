import { compilePolicy, type CompiledPolicy } from './compile.ts';
import { counterConflicts } from './counter-conflicts.ts';
import { issueProblems } from './issue-problems.ts';
import { jsonPointer } from './json-pointer.ts';
import { readJsonText, type PlacedProblem } from './json-text.ts';
import { Policy } from './model.ts';
import type { Problem } from './problem.ts';

/** A file with more problems than this is no policy; the rest is counted, not listed. */
const MAX_PROBLEMS = 100;

const BYTE_ORDER_MARK = '\uFEFF';

/** A policy that was read: as data, and made ready for `decide`. */
export interface LoadedPolicy {
  policy: Policy;
  compiled: CompiledPolicy;
}

/**
 * Reads a policy.json strictly (policy docs, strict loading): nothing that the file says is ignored, and a file with any
 * problem gives no policy at all. Reports every problem, sorted by place. Does not throw for any text.
 */
export function loadPolicy(text: string): LoadedPolicy | { problems: Problem[] } {
  const problems: PlacedProblem[] = [];
  const marked = text.startsWith(BYTE_ORDER_MARK);
  const body = marked ? text.slice(1) : text;
  if (marked) {
    const message = 'starts with a byte order mark (U+FEFF): save the file as UTF-8 without one';
    problems.push({ offset: 0, pointer: '', message });
  }
  const json = readJsonText(body);
  problems.push(...json.problems);
  const { document } = json;
  if (document === undefined) return { problems: placed(problems, body) };

  const parsed = Policy.safeParse(document.value);
  // One more than is listed, so that the rest is noticed.
  for (const issue of parsed.error?.issues.slice(0, MAX_PROBLEMS + 1) ?? []) {
    problems.push(...issueProblems(issue, document).slice(0, MAX_PROBLEMS + 1));
  }
  for (const { path, message } of counterConflicts(document.value)) {
    problems.push({ offset: document.offsetOf(path), pointer: jsonPointer(path), message });
  }
  if (!parsed.success || problems.length > 0) return { problems: placed(problems, body) };
  return { policy: parsed.data, compiled: compilePolicy(parsed.data) };
}

/** Offsets become lines and columns; a line ends with LF, CR LF or CR. */
function placed(problems: readonly PlacedProblem[], text: string): Problem[] {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/gu), (end) => end.index + end[0].length)];
  const sorted = problems.toSorted((a, b) => a.offset - b.offset);
  const listed = sorted.slice(0, MAX_PROBLEMS).map(({ offset, pointer, message }) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, pointer, message };
  });
  const last = listed.at(-1);
  if (sorted.length > listed.length && last !== undefined) {
    listed.push({ ...last, pointer: '', message: `has more problems; the first ${MAX_PROBLEMS} are listed` });
  }
  return listed;
}
