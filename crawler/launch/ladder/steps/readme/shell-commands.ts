import type { CommandLine } from './block.ts';

const LINES = 200;
const WORDS = 60;
const ASSIGNMENT = /^([A-Z_][A-Z0-9_]{0,99})=([\s\S]{0,1000})$/;
const MANAGERS = new Set(['add', 'mcp']);

/**
 * The commands of a shell example or a `.env` file. Variables that lines before have exported or set belong to each
 * command; `claude mcp add name -e KEY=value -- npx …` holds a command inside.
 */
export function shellCommands(text: string): CommandLine[] {
  const exported: Record<string, string> = {};
  const found: CommandLine[] = [];
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n').slice(0, LINES);
  for (const line of lines) {
    const words = splitWords(line.replace(/^\s*[$>%]\s+/, ''));
    if (words[0] === 'export' || words[0] === 'set') words.shift();
    const own: Record<string, string> = {};
    let at = 0;
    for (let match = ASSIGNMENT.exec(words[at] ?? ''); match !== null; match = ASSIGNMENT.exec(words[++at] ?? '')) {
      own[match[1]!] = match[2]!;
    }
    const [command, ...args] = words.slice(at);
    if (command === undefined) Object.assign(exported, own);
    else found.push(inner({ command, args, environment: { ...exported, ...own }, configured: false }));
  }
  return found;
}

/** The command that a client's own command line is told to keep. */
function inner(line: CommandLine): CommandLine {
  const dashes = line.args.indexOf('--');
  if (dashes === -1 || !line.args.slice(0, 2).some((word) => MANAGERS.has(word))) return line;
  const environment = { ...line.environment };
  for (const word of line.args.slice(0, dashes)) {
    const match = ASSIGNMENT.exec(word);
    if (match !== null) environment[match[1]!] = match[2]!;
  }
  const [command, ...args] = line.args.slice(dashes + 1);
  return command === undefined ? line : { command, args, environment, configured: true };
}

/** Splits at blanks, keeps what is quoted together, and stops at a comment, a pipe or the next command. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.slice(0, 2_000).matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)) {
    if (words.length >= WORDS || /^(#|\||&&|;|>|\/\/)/.test(word)) break;
    words.push(
      word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
    );
  }
  return words;
}
