import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { jsonPointer } from './json-pointer.ts';

/** Caps on a file that somebody else wrote. A policy for 10,000 tools has about 3 million characters and 7 levels. */
const MAX_CHARACTERS = 8_000_000;
const MAX_DEPTH = 50;

/** A problem that still has an offset instead of a line and a column. */
export interface PlacedProblem {
  offset: number;
  pointer: string;
  message: string;
}

/** What a JSON text holds. `value` is absent when the text is too broken to say what was meant. */
export interface JsonText {
  document?: {
    value: unknown;
    /** Where the value at a path starts, or its member's name; the nearest existing parent where it is missing. */
    offsetOf: (path: readonly PropertyKey[], part?: 'value' | 'name') => number;
  };
  problems: PlacedProblem[];
}

/**
 * Reads strict JSON (RFC 8259) with places. Beyond `JSON.parse` it refuses duplicate member names, where two readers of
 * one file could see two policies, and reports every problem: comments and trailing commas do not end the reading.
 */
export function readJsonText(text: string): JsonText {
  const refuse = (message: string, offset = 0) => ({ problems: [{ offset, pointer: '', message }] });
  if (text.length > MAX_CHARACTERS) return refuse(`is longer than ${MAX_CHARACTERS.toLocaleString('en')} characters`);
  const tooDeep = offsetBelow(text, MAX_DEPTH);
  if (tooDeep !== undefined) return refuse(`is nested deeper than ${MAX_DEPTH} levels`, tooDeep);

  const strict: ParseError[] = [];
  const broken: ParseError[] = [];
  parseTree(text, strict, { disallowComments: true, allowTrailingComma: false });
  const root = parseTree(text, broken, { disallowComments: false, allowTrailingComma: true });
  const problems = syntaxProblems(text, strict, broken.length === 0);
  if (root === undefined || broken.length > 0) return { problems };
  return {
    document: { value: valueOf(root, [], problems), offsetOf: (path, part) => offsetAt(root, path, part) },
    problems,
  };
}

/** Offset of the first bracket that nests deeper than `max`. Iterative: the parser itself is recursive. */
function offsetBelow(text: string, max: number): number | undefined {
  const scanner = createScanner(text, true);
  const closers: string[] = [];
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    // The first character tells brackets from strings, literals and comments.
    const first = text[scanner.getTokenOffset()];
    if (first === '{') closers.push('}');
    else if (first === '[') closers.push(']');
    // A bracket that does not match closes nothing, as in the parser.
    else if (first === closers.at(-1)) closers.pop();
    if (closers.length > max) return scanner.getTokenOffset();
  }
  return undefined;
}

/** One syntax problem per line: what follows on the same line is mostly its consequence. */
function syntaxProblems(text: string, errors: readonly ParseError[], onlyStyle: boolean): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  let covered = -1;
  for (const { error, offset } of errors) {
    if (offset <= covered) continue;
    const lineEnd = text.slice(offset).search(/[\r\n]/u);
    covered = lineEnd < 0 ? text.length : offset + lineEnd;
    const code = printParseErrorCode(error);
    const style = code === 'InvalidCommentToken' ? SYNTAX[code] : 'must not have a comma before the closing bracket';
    problems.push({ offset, pointer: '', message: (onlyStyle ? style : SYNTAX[code]) ?? 'is not JSON here' });
  }
  return problems;
}

const SYNTAX: Record<string, string> = {
  InvalidSymbol: 'is not JSON here: expected a value, or a name in double quotes',
  InvalidNumberFormat: 'is not JSON here: not a number',
  PropertyNameExpected: 'is not JSON here: expected a member name in double quotes',
  ValueExpected: 'is not JSON here: expected a value',
  ColonExpected: 'is not JSON here: expected a colon',
  CommaExpected: 'is not JSON here: expected a comma',
  CloseBraceExpected: 'ends early: a closing brace is missing',
  CloseBracketExpected: 'ends early: a closing bracket is missing',
  EndOfFileExpected: 'must end after the first value',
  InvalidCommentToken: 'must not contain comments',
  UnexpectedEndOfComment: 'has a comment without an end',
  UnexpectedEndOfString: 'has a string without an end',
  UnexpectedEndOfNumber: 'is not JSON here: a number without an end',
  InvalidUnicode: 'has an incomplete \\u escape in a string',
  InvalidEscapeCharacter: 'has an unknown escape in a string',
  InvalidCharacter: 'has a control character in a string: write it as an escape',
};

/** The value of a node; members become own properties whatever their name. Depth is capped before. */
function valueOf(node: Node, path: readonly PropertyKey[], problems: PlacedProblem[]): unknown {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map((child, index) => valueOf(child, [...path, index], problems));
  if (node.type !== 'object') return node.value;
  const object: Record<string, unknown> = {};
  for (const { children: [key, value] = [] } of children) {
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    const memberPath = [...path, name];
    if (Object.hasOwn(object, name)) {
      problems.push({ offset: key.offset, pointer: jsonPointer(memberPath), message: 'is given twice' });
    }
    // defineProperty, because assignment to a member called __proto__ would change the prototype.
    Object.defineProperty(object, name, {
      value: valueOf(value, memberPath, problems),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

function offsetAt(root: Node, path: readonly PropertyKey[], part: 'value' | 'name' = 'value'): number {
  let node = root;
  let name = root;
  for (const segment of path) {
    const children: readonly Node[] = node.children ?? [];
    if (node.type === 'object') {
      const [key, value] = children.findLast(({ children: pair = [] }) => pair[0]?.value === segment)?.children ?? [];
      if (key === undefined || value === undefined) return node.offset;
      [name, node] = [key, value];
    } else {
      const element = children[Number(segment)];
      if (element === undefined) return node.offset;
      name = node = element;
    }
  }
  return (part === 'name' ? name : node).offset;
}
