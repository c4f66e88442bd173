import { z } from 'zod';
import { askNpmConfig } from './ask-npm-config.ts';

const NpmOutput = z.record(z.string(), z.unknown());

/**
 * The scopes (`@acme`) that npm is configured to take from another registry than the default one: what is in them is
 * nobody else's business, and a package of the same name in the default registry is another one.
 *
 * @param folder whose project configuration counts as well
 * @throws Fatal when npm cannot be run
 */
export async function readPrivateScopes(env: NodeJS.ProcessEnv, folder: string): Promise<ReadonlySet<string>> {
  const config = NpmOutput.parse(await askNpmConfig(env, folder));
  const standard = place(config['registry']);
  return new Set(
    Object.entries(config).flatMap(([key, value]) => {
      const [, scope] = /^(@[^:]+):registry$/.exec(key) ?? [];
      return scope === undefined || place(value) === standard ? [] : [scope.toLowerCase()];
    }),
  );
}

const place = (value: unknown) => `${typeof value === 'string' ? value : ''}/`.replace(/\/+$/, '');
