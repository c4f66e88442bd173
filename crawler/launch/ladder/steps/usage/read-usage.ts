import { isNarrowing } from '../../narrowing.ts';

/** What a usage text says about starting a server. */
export interface Usage {
  /** Options that are missed by name. */
  options: string[];
  /** Names of missing positional arguments. */
  positionals: string[];
  /** Sub-commands that may serve the protocol, likeliest first. */
  commands: string[][];
  /** Ways to ask for standard input and output. */
  switches: string[][];
  /** Options that choose a part of the list, one of which is missed: with the value that takes all of it. */
  widest: string[][];
}

const LINES = 400;
const LIKELY = ['mcp', 'mcp-server', 'stdio', 'serve', 'server', 'start', 'run', 'start-server', 'mcp-serve'];
/** A command that is a group: what it has inside is tried with it. */
const INSIDE: Record<string, string[]> = {
  server: ['start', 'run', 'stdio'],
  mcp: ['serve', 'start', 'stdio', 'server'],
};

/** Reads usage and error texts of the common argument parsers (commander, yargs, argparse, System.CommandLine and others). */
export function readUsage(texts: readonly string[]): Usage {
  const lines = texts.flatMap((text) => text.split('\n').slice(0, LINES)).filter((line) => line.length < 1_000);
  const text = lines.join('\n');
  return {
    options: missingOptions(lines),
    positionals: positionalsOf(lines),
    commands: commandsOf(lines),
    switches: switchesOf(text),
    widest: widestOf(lines, text),
  };
}

/** `required option '--token <token>' not specified`; `Missing required argument: token`; `--url is required`. */
function missingOptions(lines: readonly string[]): string[] {
  const found = lines
    .filter(
      (line) =>
        /require|missing|must|need|provide|not specified|please|specify/i.test(line) &&
        !/^\s*-{1,2}\w.*\s{2,}/.test(line),
    )
    .flatMap((line) => {
      const named = [...line.matchAll(/(?<![\w-])(--[A-Za-z][\w-]{1,50})/g)].map(([, name]) => name!);
      const yargs = /missing required arguments?:\s*([\w-]{2,40}(?:\s*,\s*[\w-]{2,40}){0,5})\s*$/i.exec(line)?.[1];
      return [...named, ...(yargs?.split(/\s*,\s*/).map((name) => `--${name}`) ?? [])];
    });
  return [...new Set(found)].filter((name) => !isNarrowing(name) && !/^--(help|version|stdio)$/.test(name)).slice(0, 4);
}

/** `Usage: name [options] <directory> [more...]`; `error: missing required argument 'path'`. */
function positionalsOf(lines: readonly string[]): string[] {
  for (const line of lines) {
    const single = /missing (?:required )?(?:positional )?argument:? ['"`<]([\w -]{1,40})['"`>]/i.exec(line)?.[1];
    if (single !== undefined) return [single];
  }
  const usage = lines.findIndex((line) => /^\s*usage\b/i.test(line));
  if (usage === -1) return [];
  // `Usage:` may stand alone, with the command on the next line.
  const line = lines.slice(usage, usage + 3).find((candidate) => /[<[]/.test(candidate)) ?? '';
  return [...line.matchAll(/((?<=[\s[(])--?[\w-]{1,40}[ =])?<([\w .|-]{1,40})>/g)]
    .filter(([, flag, name]) => flag === undefined && !/^(command|subcommand|options?|cmd)$/i.test(name!))
    .map(([, , name]) => name!.replace(/\.+$/, ''))
    .slice(0, 3);
}

function commandsOf(lines: readonly string[]): string[][] {
  const named = new Set<string>();
  for (const line of lines) {
    // A listed command: indented, then two blanks and what it does, or arguments; `name mcp`, `{serve,run}` in a usage line.
    const listed =
      /^\s{1,12}(?:[\w@/.-]{1,60} )?([a-z][\w-]{1,30})(?:\|[\w-]{1,20})?(?:\s+[<[][^\n]{0,80})?(?:\s{2,}\S|\s*$|\s+[-–:] )/.exec(
        line,
      )?.[1];
    if (listed !== undefined) named.add(listed);
    for (const [, list] of line.matchAll(/\{([\w,-]{3,200})\}|<([\w-]{2,30}(?:\|[\w-]{2,30}){1,10})>/g)) {
      for (const word of list?.split(',') ?? []) named.add(word);
    }
    for (const [, word] of line.matchAll(/["'`\s]([a-z][\w-]{1,20})["'`](?: command| to start)/g)) named.add(word!);
    // `Unknown command: x. Expected 'init' or 'run'.`
    const expected = /command[^\n]{0,120}\b(?:expected|one of|available|valid|use|try)\b([^\n]{1,200})/i.exec(
      line,
    )?.[1];
    for (const [, word] of expected?.matchAll(/["'`]([a-z][\w-]{1,20})["'`]/g) ?? []) named.add(word!);
  }
  const inside = (word: string) => (INSIDE[word] ?? []).map((inner) => [word, inner]);
  return LIKELY.flatMap((word) => (named.has(word) ? [[word], ...inside(word)] : []));
}

function switchesOf(text: string): string[][] {
  const found: string[][] = [];
  if (/--stdio\b/.test(text)) found.push(['--stdio']);
  const transport = /(--(?:[\w-]{1,20}-)?(?:transport|mode)(?:-type)?)\b[^\n]{0,120}\bstdio\b/i.exec(text)?.[1];
  if (transport !== undefined) found.push([transport, 'stdio']);
  if (/--mcp\b/.test(text)) found.push(['--mcp']);
  return found;
}

/**
 * `Start the server with one of the following: --toolsets …`: it lists nothing without a choice, and where its words know
 * `all`, that is the choice that narrows nothing.
 */
function widestOf(lines: readonly string[], text: string): string[][] {
  if (!/\ball\b/.test(text)) return [];
  const at = lines.findIndex((line) =>
    /one of the following|at least one|must (be )?(specif|provid|enable|select)/i.test(line),
  );
  if (at === -1) return [];
  const named = lines.slice(at, at + 12).flatMap((line) => line.match(/(?<![\w-])--[A-Za-z][\w-]{1,50}/g) ?? []);
  return [...new Set(named)]
    .filter((name) => isNarrowing(name) && !/read|no-|only|skip|port|host|transport/.test(name))
    .slice(0, 2)
    .map((name) => [name, 'all']);
}
