import { describe, expect, it, onTestFinished } from 'vitest';
import { messagesOf, Rejected } from '../../catalog/errors.ts';
import { wireServer } from '../../test/registries/wire-server.ts';
import { createHttpClient } from '../http/http-client.ts';
import { officialRegistry } from './official/index.ts';
import { openRegistry, type OpenOptions } from './open-registry.ts';
import type { RegistryContext, RegistryDescriptor, RegistryKey } from './registry.ts';

const KEY: RegistryKey = {
  variable: 'TOOLGATE_TEST_KEY',
  header: 'Authorization',
  prefix: 'Bearer ',
  required: true,
  obtain: 'https://registry.example/keys',
};

/** A registry that shows what it was opened with. */
async function opened(options: Partial<OpenOptions> = {}, parts: Partial<RegistryDescriptor> = {}) {
  let context: RegistryContext | undefined;
  const about: RegistryDescriptor = {
    ...officialRegistry,
    id: 'test',
    base: 'https://registry.example/api/',
    open(given) {
      context = given;
      return officialRegistry.open(given);
    },
    ...parts,
  };
  const http = createHttpClient({ limits: { tries: 1 } });
  onTestFinished(() => http.close());
  await openRegistry(about, { http, env: {}, ...options });
  return context!;
}

describe('crawler/registries/open-registry.test.ts', () => {
  it('gives the base of the descriptor or of the operator, in one spelling', async () => {
    expect(await opened()).toMatchObject({ base: 'https://registry.example/api', mirrored: false, sources: [] });
    expect(await opened({ base: 'https://Mirror.example:443//' })).toMatchObject({
      base: 'https://mirror.example',
      mirrored: true,
    });
  });

  it.each([
    ['https://user:secret@registry.example', 'holds a user or password'],
    ['https://registry.example/?key=secret', 'holds a query'],
    ['ftp://registry.example/secret', 'is neither http nor https'],
    ['registry.example', 'is no URL'],
  ])('refuses the base URL %j without repeating it', async (base, problem) => {
    const error = await opened({ base }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Rejected);
    expect(messagesOf(error).join()).toContain(problem);
    expect(messagesOf(error).join()).not.toContain('secret');
  });

  it('sends the key to its base and nowhere else, and shows it to nobody', async () => {
    const [base, other] = [await wireServer(() => ({ body: {} })), await wireServer(() => ({ body: {} }))];
    const context = await opened({ base: base.url, env: { TOOLGATE_TEST_KEY: ' k3y\n' } }, { keys: [KEY] });
    expect(context.keys).toEqual(new Set(['TOOLGATE_TEST_KEY']));
    const { signal } = new AbortController();
    await context.http.getJson(new URL(`${base.url}/x`), signal);
    await expect(context.http.getJson(new URL(`${other.url}/x`), signal)).rejects.toThrow('address of this machine');
    expect(base.requests[0]!.headers.authorization).toBe('Bearer k3y');
  });

  it.each([
    [{}, /needs TOOLGATE_TEST_KEY/],
    [{ TOOLGATE_TEST_KEY: '  ' }, /needs TOOLGATE_TEST_KEY/],
    [{ TOOLGATE_TEST_KEY: 'secret\r\nHost: x' }, /TOOLGATE_TEST_KEY holds characters/],
    [{ TOOLGATE_TEST_KEY: 'sécret' }, /TOOLGATE_TEST_KEY holds characters/],
  ])('is not opened with %j', async (env, message) => {
    const error = (await opened({ env }, { keys: [KEY] }).catch((reason: unknown) => reason)) as Error;
    expect(error).toBeInstanceOf(Rejected);
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/s.cret/);
  });

  it('goes without a key that is not required', async () => {
    const context = await opened({}, { keys: [{ ...KEY, required: false }] });
    expect(context.keys.size).toBe(0);
  });

  it('sends no key unencrypted over a network', async () => {
    const env = { TOOLGATE_TEST_KEY: 'secret' };
    await expect(opened({ env, base: 'http://mirror.example' }, { keys: [KEY] })).rejects.toThrow('unencrypted');
    await expect(opened({ env, base: 'http://10.0.0.1' }, { keys: [KEY] })).rejects.toThrow('unencrypted');
    await opened({ env, base: 'http://127.0.0.1:1' }, { keys: [KEY] });
  });
});
