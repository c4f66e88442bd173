import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';

/** A server as a client starts or reaches it; the label is what the user called it. */
export interface ConfiguredServer {
  label: string;
  command: string | undefined;
  arguments: string[];
  /** Names only: the values never leave the file. */
  environment: string[];
  /** `http`, `sse` or another word; absent where the client does not say. */
  transport: string | undefined;
  url: string | undefined;
}

/** Entries of one map at most, projects of one file, and characters of a file; beyond that it is no configuration. */
const MAX_SERVERS = 500;
const MAX_PROJECTS = 1000;
const MAX_CHARACTERS = 32 * 1024 * 1024;

const Names = z
  .record(z.string(), z.unknown())
  .transform((map) => Object.keys(map))
  .catch([]);

const Definition = z.object({
  command: z.string().min(1).max(4096).optional(),
  args: z.array(z.coerce.string()).max(1000).optional(),
  env: Names,
  // Codex: names of variables that are handed on.
  env_vars: z.array(z.string()).catch([]),
  type: z.string().optional().catch(undefined),
  transport: z.string().optional().catch(undefined),
  url: z.string().max(4096).optional(),
  // Gemini CLI: `url` is SSE there, `httpUrl` is not.
  httpUrl: z.string().max(4096).optional(),
  // Windsurf and others.
  serverUrl: z.string().max(4096).optional(),
});

/** The servers of one file, and the labels of those that cannot be read. */
export interface ReadConfig {
  servers: ConfiguredServer[];
  refused: { label: string; reason: string }[];
}

/**
 * Reads a client's configuration: JSON with comments and trailing commas, or TOML.
 *
 * @returns `undefined` when it is neither
 */
export function readConfig(text: string, kind: 'json' | 'toml'): ReadConfig | undefined {
  const document = text.length > MAX_CHARACTERS ? undefined : parse(text, kind);
  if (!isObject(document)) return undefined;
  const servers: ConfiguredServer[] = [];
  const refused: ReadConfig['refused'] = [];
  for (const map of serverMaps(document)) {
    for (const [label, value] of Object.entries(map).slice(0, MAX_SERVERS)) {
      const parsed = Definition.safeParse(value);
      if (parsed.success) servers.push(toServer(label, parsed.data));
      else refused.push({ label, reason: 'is no definition of a server' });
    }
    if (Object.keys(map).length > MAX_SERVERS) refused.push({ label: '', reason: `more than ${MAX_SERVERS} servers` });
  }
  return { servers, refused };
}

function parse(text: string, kind: 'json' | 'toml'): unknown {
  if (kind === 'json') {
    const errors: ParseError[] = [];
    const value: unknown = parseJsonc(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
    return errors.length > 0 ? undefined : value;
  }
  try {
    return parseToml(text);
  } catch {
    return undefined;
  }
}

/** Every place where one of the clients keeps servers. */
function serverMaps(document: Record<string, unknown>): Record<string, unknown>[] {
  const { mcpServers, servers, mcp, mcp_servers: codex, projects } = document;
  // Claude Code keeps those of each project of the user in one file.
  const ofProjects = isObject(projects) ? Object.values(projects).slice(0, MAX_PROJECTS) : [];
  const found = [
    mcpServers,
    // VS Code: at the top of mcp.json, under `mcp` in settings.json.
    servers,
    isObject(mcp) ? mcp['servers'] : undefined,
    codex,
    ...ofProjects.map((project) => (isObject(project) ? project['mcpServers'] : undefined)),
  ];
  return found.filter((map) => isObject(map));
}

function toServer(label: string, definition: z.output<typeof Definition>): ConfiguredServer {
  const { command, args = [], env, env_vars, type, transport, url, httpUrl, serverUrl } = definition;
  return {
    label,
    command,
    arguments: args,
    environment: [...env, ...env_vars],
    transport: httpUrl === undefined ? (type ?? transport) : 'http',
    url: httpUrl ?? url ?? serverUrl,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
