/** What the scan of a package's code found. */
export interface CodeFacts {
  /** Variables that are read, with whether the code seems to insist on them. */
  variables: Map<string, boolean>;
  /** Commands and switches that it defines and that may make it serve the protocol. */
  starts: string[][];
}

const NAMES = 200;

/** JavaScript and Python; each alternative is linear, and names are the only thing that is kept. */
const READS =
  /(?:\benv(?:iron)?(?:\?\.|\.)|\benv(?:iron)?\[["'`]|\bgetenv\(["']|\benviron\.get\(["']|\bgetEnv\(["'`])([A-Z][A-Z0-9]{1,60}(?:_[A-Z0-9]{1,60}){0,10})\b/g;
const DESTRUCTURED = /\{([^{}]{1,2000})\}\s*=\s*process\.env\b/g;
const COMMANDS = /\.command\(\s*["'`](mcp|serve|server|start|stdio|run|mcp-server)\b/g;
const SWITCHES = /["'`](--stdio|--mcp)\b/g;

/** Scans the package's own code, of which there is a bounded amount, for the names that a start may need. */
export function readCode(texts: readonly string[]): CodeFacts {
  const variables = new Map<string, boolean>();
  const starts = new Set<string>();
  const note = (name: string, required: boolean) => {
    if (variables.size < NAMES || variables.has(name)) variables.set(name, required || variables.get(name) === true);
  };
  for (const text of texts) {
    for (const match of text.matchAll(READS)) {
      const around = text.slice(Math.max(0, match.index - 60), match.index + match[0].length + 160);
      note(
        match[1]!,
        /\bthrow\b|exit\(|required|must be|missing|is not set|raise /i.test(around) ||
          around.includes(`!process.env.${match[1]}`),
      );
    }
    for (const [, list] of text.matchAll(DESTRUCTURED)) {
      for (const [name] of list!.matchAll(/\b[A-Z][A-Z0-9_]{2,80}\b/g)) note(name, false);
    }
    for (const [, word] of text.matchAll(COMMANDS)) starts.add(word!);
    for (const [, word] of text.matchAll(SWITCHES)) starts.add(word!);
  }
  return {
    variables,
    starts: [...starts]
      .sort()
      .slice(0, 4)
      .map((word) => [word]),
  };
}
