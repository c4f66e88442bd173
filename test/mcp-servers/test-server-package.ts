import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PublishedPackage } from '../npm-registry.ts';

/** An honest server: the real MCP SDK with its whole dependency tree, and tools as given. */
export interface HonestConfig {
  kind: 'honest';
  tools: { name: string; description?: string; annotations?: Record<string, unknown> }[];
  /** Stops with an error that names the variable when it is not set. */
  requiredEnv?: string;
  /** Stops with its usage when there is no argument that is an existing directory. */
  requiresDirectory?: boolean;
  /** Tools that appear, with a notification, once the client has said that it can do sampling. */
  lateTools?: { name: string; description?: string }[];
}

/** A plain server without dependencies that does what it is told; see scripted.mjs for what each behaviour does. */
export interface ScriptedConfig {
  kind: 'scripted';
  behaviour: string;
  /** Further values for the behaviour. */
  [option: string]: unknown;
}

/** A server without dependencies that serves only when it is started as it wants; see demanding.mjs. */
export interface DemandingConfig {
  kind: 'demanding';
  [demand: string]: unknown;
}

export type TestServerConfig = HonestConfig | ScriptedConfig | DemandingConfig;

const PROGRAMS = { honest: 'honest.mjs', scripted: 'scripted.mjs', demanding: 'demanding.mjs' };
const INSTALLED = path.resolve(import.meta.dirname, '../../node_modules');

/**
 * Composes a package with a real MCP server, to be served by `startNpmRegistry`.
 *
 * @param overrides fields of package.json that replace ours
 * @param files further files, such as a README
 */
export function testServerPackage(
  name: string,
  config: TestServerConfig,
  overrides: Record<string, unknown> = {},
  files: Record<string, string> = {},
): PublishedPackage {
  const program = PROGRAMS[config.kind];
  const dependencies = config.kind === 'honest' ? installed('@modelcontextprotocol/sdk', 'zod') : {};
  return {
    manifest: { name, version: '1.0.0', type: 'module', bin: program, dependencies, ...overrides },
    files: {
      [program]: readFileSync(path.join(import.meta.dirname, program)),
      'config.json': JSON.stringify(config),
      ...files,
    },
  };
}

/** The versions of packages that lie in the project's node_modules, as exact dependencies. */
function installed(...names: string[]): Record<string, string> {
  const version = (name: string) =>
    (JSON.parse(readFileSync(path.join(INSTALLED, name, 'package.json'), 'utf8')) as { version: string }).version;
  return Object.fromEntries(names.map((name) => [name, version(name)]));
}
