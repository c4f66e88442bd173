import type { SourceSnippet } from '../../../../catalog/model/source-snippet.ts';
import { blankCode, type Language, languageOf } from './blank-code.ts';
import { JAVASCRIPT_SINKS } from './javascript-sinks.ts';
import { PYTHON_SINKS } from './python-sinks.ts';
import type { Sink } from './sink.ts';

/** A call in a snippet that reaches something. */
export interface FoundSink {
  sink: Sink;
  /** Which of the snippets. */
  index: number;
  path: string;
  line: number;
  offset: number;
  /** The call with the beginning of its arguments, as it stands there. */
  quote: string;
  /** Its arguments, as far as they were read. */
  args: string;
}

/** Calls of one sink in one snippet; handlers are short, and more of the same proves nothing more. */
const MOST_CALLS = 20;
const LONGEST_ARGUMENTS = 600;
const LONGEST_QUOTE = 160;

const SINKS: Readonly<Record<Language, readonly Sink[]>> = { javascript: JAVASCRIPT_SINKS, python: PYTHON_SINKS };

/** Every call of a known sink in the snippets, in their order. Snippets in other languages are left out. */
export function findSinks(snippets: readonly SourceSnippet[]): FoundSink[] {
  return snippets.flatMap((snippet, index) => {
    const language = languageOf(snippet.path);
    if (language === undefined) return [];
    const code = blankCode(snippet.text, language);
    const lines = lineStarts(snippet.text);
    return SINKS[language].flatMap((sink) =>
      callsOf(sink, code, snippet.text).map(({ start, open, close }) => ({
        sink,
        index,
        path: snippet.path,
        line: snippet.line + lineAt(lines, start),
        offset: start,
        quote: quoteOf(snippet.text, start, close),
        args: snippet.text.slice(open, close),
      })),
    );
  });
}

interface Call {
  start: number;
  /** Where its arguments begin and end. */
  open: number;
  close: number;
}

function callsOf(sink: Sink, code: string, text: string): Call[] {
  const calls: Call[] = [];
  for (const match of code.matchAll(sink.call)) {
    if (calls.length >= MOST_CALLS) break;
    const open = match.index + match[0].length;
    const close = closingBracket(code, open);
    const counts = sink.arguments === undefined || sink.arguments.test(text.slice(open, close));
    if (counts) calls.push({ start: match.index, open, close });
  }
  return calls;
}

/** Where the bracket that was just opened closes, within the bound; strings are blank, so every bracket counts. */
function closingBracket(code: string, open: number): number {
  const end = Math.min(code.length, open + LONGEST_ARGUMENTS);
  // What ends with no bracket (`return …`) reaches to the end of the line.
  if (code[open - 1] !== '(') return Math.min(end, (code.indexOf('\n', open) + 1 || end + 1) - 1);
  let depth = 1;
  for (let i = open; i < end; i++) {
    if (code[i] === '(') depth++;
    else if (code[i] === ')' && --depth === 0) return i;
  }
  return end;
}

/** One line of code, from the call on. */
function quoteOf(text: string, start: number, close: number): string {
  const whole = text.slice(start, Math.min(close + 1, start + LONGEST_QUOTE));
  const line = whole.split('\n', 1)[0]!.trimEnd();
  const last = line.charCodeAt(line.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? line.slice(0, -1) : line;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Lines before an offset, by halving. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
