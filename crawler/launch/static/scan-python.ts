import type { SourceFile } from './read-sources.ts';

/** `@mcp.tool`, `@mcp.tool()`, `@tool(name="x", …`, on a line of its own. */
const DECORATOR = /^[ \t]*@(?:\w{1,100}\.){0,5}tool[ \t]*(\(|$)/;
const DEF = /^[ \t]*(?:async[ \t]+)?def[ \t]+([A-Za-z_]\w{0,127})[ \t]*\(/;
/** Lines of one decorator, one signature and one description that are read. */
const LINES = 80;
const TOOLS = 2000;

/**
 * Finds tools in a file of Python by their decorators: the function's name or the one given, its docstring or the description
 * given, and what its parameters say. A bounded reading of lines, no parser: what is unusual is not found.
 */
export function scanPython({ text }: SourceFile): object[] {
  const lines = text.split(/\r?\n/);
  const tools: object[] = [];
  for (let at = 0; at < lines.length && tools.length < TOOLS; at++) {
    const open = DECORATOR.exec(lines[at]!)?.[1];
    if (open === undefined) continue;
    const decorator = open === '(' ? bracketed(lines, at) : '';
    const def = findDef(lines, at + 1);
    if (decorator === undefined || def === undefined) continue;
    const signature = bracketed(lines, def.line);
    if (signature === undefined) continue;
    const description = keyword(decorator, 'description') ?? docstring(lines, def.line + signature.split('\n').length);
    const name =
      keyword(decorator, 'name') ??
      /^\s*(?:'([^'\n]+)'|"([^"\n]+)")/.exec(decorator)?.slice(1).find(Boolean) ??
      def.name;
    tools.push({ name, description, inputSchema: parameters(signature) });
  }
  return tools;
}

/** The function below a decorator, behind other decorators. */
function findDef(lines: readonly string[], from: number): { line: number; name: string } | undefined {
  for (let line = from; line < Math.min(lines.length, from + LINES); line++) {
    const name = DEF.exec(lines[line]!)?.[1];
    if (name !== undefined) return { line, name };
    if (/^[ \t]*class\b/.test(lines[line]!)) return undefined;
  }
  return undefined;
}

/** What stands between the first bracket of a line and its counterpart, without comments. */
function bracketed(lines: readonly string[], line: number): string | undefined {
  const text = lines.slice(line, line + LINES).join('\n');
  const start = text.indexOf('(');
  const pieces: string[] = [];
  let [depth, from] = [0, start + 1];
  for (let at = start; at !== -1 && at < text.length; at++) {
    const char = text[at]!;
    if (char === '"' || char === "'") at = endOfText(text, at);
    else if (char === '#') {
      pieces.push(text.slice(from, at));
      from = lineEnd(text, at);
      at = from;
    } else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char) && --depth === 0) return [...pieces, text.slice(from, at)].join('');
  }
  return undefined;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The position of the last quotation mark of a text that begins here. */
function endOfText(text: string, at: number): number {
  const mark = text.startsWith(text[at]!.repeat(3), at) ? text[at]!.repeat(3) : text[at]!;
  for (let end = at + mark.length; end < text.length; end++) {
    if (text[end] === '\\') end += 1;
    else if (text.startsWith(mark, end)) return end + mark.length - 1;
    else if (mark.length === 1 && text[end] === '\n') return end;
  }
  return text.length;
}

/** A keyword argument whose value is one plain text. */
function keyword(args: string, name: 'name' | 'description'): string | undefined {
  const found = new RegExp(`(?:^|[,\\s])${name}\\s*=\\s*(?=["'])`).exec(args);
  return found === null ? undefined : literal(args, found.index + found[0].length);
}

function literal(text: string, at: number): string | undefined {
  const end = endOfText(text, at);
  if (end >= text.length) return undefined;
  const width = text.startsWith(text[at]!.repeat(3), at) ? 3 : 1;
  return unescaped(text.slice(at + width, end - width + 1));
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', '\n': '' };
const unescaped = (text: string) => text.replaceAll(/\\([^])/g, (_, char: string) => ESCAPES[char] ?? char);

/** The text below a signature, without the indentation of its lines. */
function docstring(lines: readonly string[], from: number): string | undefined {
  const text = lines.slice(from, from + LINES).join('\n');
  const start = /^\s*[rRuU]?(?=["'])/.exec(text);
  const found = start === null ? undefined : literal(text, start[0].length);
  if (found === undefined) return undefined;
  const [first = '', ...others] = found.split('\n');
  const indents = others.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, 1000);
  return [first.trim(), ...others.map((line) => line.slice(indent).trimEnd())].join('\n').trim() || undefined;
}

const TYPES: Record<string, string> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
};

function parameters(signature: string): object {
  const properties: Record<string, object> = {};
  const required: string[] = [];
  for (const part of topLevel(signature)) {
    const [, name, type = '', value] = /^\s*([A-Za-z_]\w*)\s*(?::([^=]*))?(=[^]*)?$/.exec(withoutCalls(part)) ?? [];
    // What the framework passes itself is no parameter of the tool.
    if (name === undefined || name === 'self' || name === 'cls' || /\bContext\b/.test(type)) continue;
    const plain = /\b(str|int|float|bool|list|dict)\b/i.exec(type.replace(/^\s*(?:Optional|Annotated)\s*\[/, ''))?.[1];
    const known = plain === undefined ? {} : { type: TYPES[plain.toLowerCase()] };
    Object.defineProperty(properties, name, { value: known, enumerable: true, configurable: true });
    if (value === undefined) required.push(name);
  }
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

/** `Annotated[str, Field(description="a=b")]`: what stands in round brackets is nobody's default. */
const withoutCalls = (part: string) => part.replaceAll(/\([^()]*\)/g, '');

/** Splits at the commas that are in no brackets and in no text. */
function topLevel(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"' || char === "'") at = endOfText(text, at);
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].filter((part) => part.trim() !== '');
}
