/** One way to start a server: everything about it that differs from attempt to attempt. */
export interface Start {
  environment: Readonly<Record<string, string>>;
  /** Names of the variables whose values were made up. */
  madeUp: readonly string[];
  arguments: readonly string[];
  /** Whether an argument has a value that was made up. */
  argumentsMadeUp: boolean;
  /** A major version of Node.js instead of the newest one. */
  node: number | undefined;
  /** `http`: the server is started as it is and spoken to over the port that it opens. */
  transport: 'stdio' | 'http';
  /** Whether the tools are asked for without waiting for the handshake; see session/at-once-session.ts. */
  atOnce: boolean;
  /** Whether the client says that it has roots, sampling and elicitation. */
  capabilities: boolean;
}

export const BARE: Start = {
  environment: {},
  madeUp: [],
  arguments: [],
  argumentsMadeUp: false,
  node: undefined,
  transport: 'stdio',
  atOnce: false,
  capabilities: true,
};

/** Variables with made-up values, added to a start or put in place of its own. */
export function withVariables(start: Start, values: Readonly<Record<string, string>>): Start {
  return {
    ...start,
    environment: { ...start.environment, ...values },
    madeUp: [...new Set([...start.madeUp, ...Object.keys(values)])],
  };
}

/** What tells two starts apart. */
export function startKey({ environment, arguments: args, node, transport, atOnce, capabilities }: Start): string {
  const sorted = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted, args, node, transport, atOnce, capabilities]);
}
