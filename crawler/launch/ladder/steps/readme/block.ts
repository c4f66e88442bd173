/** How one example of a text starts the server. */
export interface Block {
  /** Variables that it sets, with the example's values. */
  environment: Record<string, string>;
  /** What stands after the package, the command or the script. */
  arguments: string[];
  /** It is an entry of a client's configuration, not a line for a shell: it surely starts the server and nothing else. */
  configured: boolean;
}

/** A command line as a list of words, with variables in front taken out. */
export interface CommandLine {
  command: string;
  args: string[];
  environment: Record<string, string>;
  /** From a client's configuration, or a client's command that makes one. */
  configured: boolean;
}

/**
 * What of a command line is meant for the server: what follows the word that names it.
 *
 * @param names the package's name and those of its commands
 * @returns `undefined` when the line starts something else
 */
export function blockOf(
  { command, args, environment, configured }: CommandLine,
  names: readonly string[],
): Block | undefined {
  const words = [command, ...args];
  // A container may be called like its image.
  const at = words.findIndex((word, i) => words[i - 1] !== '--name' && isNamed(word, names));
  if (at !== -1)
    return {
      environment: { ...environment, ...dockerVariables(words.slice(0, at)) },
      arguments: words.slice(at + 1),
      configured,
    };
  // A checkout: `node /path/to/server/dist/index.js …`, `python server.py …`
  if (!/(^|[/\\])(node|bun|deno|tsx|python3?|uv)(\.exe)?$/i.test(command)) return undefined;
  const script = words.findIndex((word, i) => i > 0 && /\.([cm]?[jt]s|py)$/i.test(word));
  return script === -1 ? undefined : { environment, arguments: words.slice(script + 1), configured };
}

/** The name itself, with a version, a registry prefix or a directory in front. */
function isNamed(word: string, names: readonly string[]): boolean {
  const bare = word.replace(/^npm:/, '');
  return names.some(
    (name) =>
      bare === name ||
      (bare.startsWith(name) &&
        /^(@[\w.^~*-]{0,40}|[=:][\w.-]{1,40}|\[[\w,-]{1,40}\])$/.test(bare.slice(name.length))) ||
      bare.endsWith(`/node_modules/.bin/${name}`) ||
      (!name.includes('/') &&
        /^[\w.-]{1,60}(\/[\w.-]{1,60}){1,3}$/.test(bare.split(':')[0]!) &&
        bare.split(':')[0]!.endsWith(`/${name}`)),
  );
}

/** `docker run -e NAME -e OTHER=value image`: the image hands them to the server. */
function dockerVariables(words: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  words.forEach((word, i) => {
    const setting = word === '-e' || word === '--env' ? words[i + 1] : undefined;
    const [, name, value] = /^([A-Z_][A-Z0-9_]{0,99})(?:=([^\n]{0,1000}))?$/.exec(setting ?? '') ?? [];
    if (name !== undefined) found[name] = value ?? '';
  });
  return found;
}
