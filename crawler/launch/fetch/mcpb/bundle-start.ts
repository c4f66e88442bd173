import process from 'node:process';
import type { Argument, EnvironmentVariable } from '../../../../catalog/model/server-json.ts';
import type { BundleManifest } from '../../../bundle/manifest.ts';
import type { Declared } from '../../ladder/startable.ts';
import type { FetchFailure } from '../fetch-failure.ts';

/** How a bundle says that it is started: https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md */
export interface BundleStart {
  command: string;
  /** Arguments up to the first that is the user's to fill in. `${__dirname}` stands for the bundle's folder. */
  args: string[];
  /** Variables that are not the user's to fill in. */
  environment: Record<string, string>;
  /** What is the user's to fill in, in the words of server.json. */
  declared: Declared;
}

const USER_CONFIG = /\$\{user_config\.([\w.-]{1,200})\}/g;

type UserConfig = NonNullable<BundleManifest['user_config']>[string];

/** Types of values, in the words of server.json. */
const FORMATS: Record<UserConfig['type'], string | undefined> = {
  string: undefined,
  number: 'number',
  boolean: 'boolean',
  directory: 'filepath',
  file: 'filepath',
};

/** Reads how a bundle is started on this system, and what its user would be asked for. Pure. */
export function bundleStart(manifest: BundleManifest, record: Declared): BundleStart | FetchFailure {
  const { server, user_config: asked = {} } = manifest;
  const { platform_overrides: overrides, ...common } = server.mcp_config ?? {};
  const platforms = manifest.compatibility?.platforms;
  if (platforms !== undefined && platforms.length > 0 && !platforms.includes(process.platform)) {
    return { code: 'wrong-platform', detail: `The bundle is made for ${platforms.slice(0, 5).join(', ')}.` };
  }
  const config = { ...common, ...overrides?.[process.platform] };
  const command = config.command ?? defaultCommand(server);
  if (command === undefined)
    return { code: 'no-entry-point', detail: 'The manifest of the bundle names nothing to start.' };
  const args = config.args ?? (config.command === undefined ? [`\${__dirname}/${server.entry_point}`] : []);
  const cut = args.findIndex((text) => text.search(USER_CONFIG) !== -1);
  const fixed = cut === -1 ? args : args.slice(0, cut);
  const open = cut === -1 ? [] : args.slice(cut);
  const variables = Object.entries(config.env ?? {}).filter(([name]) => /^[A-Za-z_]\w{0,199}$/.test(name));
  const isOpen = (text: string) => text.search(USER_CONFIG) !== -1;
  const environment = Object.fromEntries(variables.filter(([, text]) => !isOpen(text)));
  const own = variables.filter(([, text]) => isOpen(text)).map(([name, text]) => variableOf(name, text, asked));
  const names = new Set(variables.map(([name]) => name));
  return {
    command,
    args: fixed,
    environment,
    declared: {
      arguments: [...open.map((text) => argumentOf(text, asked)), ...record.arguments],
      environment: [...own, ...record.environment.filter(({ name }) => !names.has(name))],
    },
  };
}

function defaultCommand({ type, entry_point: entry }: BundleManifest['server']): string | undefined {
  if (entry === undefined) return undefined;
  return { node: 'node', python: 'python3', uv: 'uv', binary: `\${__dirname}/${entry}` }[type];
}

function variableOf(name: string, text: string, asked: Record<string, UserConfig>): EnvironmentVariable {
  return { name, ...inputOf(text, asked) };
}

function argumentOf(text: string, asked: Record<string, UserConfig>): Argument {
  return { type: 'positional', ...inputOf(text, asked) };
}

/** A text that is one value of the user's is that value; else the values become blanks in it. */
function inputOf(text: string, asked: Record<string, UserConfig>) {
  const blanks = [...text.matchAll(USER_CONFIG)].map(([, key]) => key!);
  const known = blanks.map((key) => (Object.hasOwn(asked, key) ? asked[key] : undefined));
  const isRequired = known.some((config) => config?.required === true);
  const isSecret = known.some((config) => config?.sensitive === true);
  const whole = /^\$\{user_config\.[\w.-]+\}$/.test(text) ? known[0] : undefined;
  if (blanks.length === 1 && whole !== undefined) {
    const given = Array.isArray(whole.default) ? whole.default[0] : whole.default;
    const { description } = whole;
    return { isRequired, isSecret, description, format: FORMATS[whole.type], default: given?.toString() };
  }
  const value = text.replaceAll(USER_CONFIG, (_, key: string) => {
    const given = Object.hasOwn(asked, key) ? asked[key]?.default : undefined;
    return given === undefined || Array.isArray(given) ? `{${key.replaceAll('.', '_')}}` : String(given);
  });
  return { isRequired, isSecret, value };
}
