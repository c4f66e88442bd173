/**
 * The index of ToolSDK, as it stands in git: one JSON document that names every package with its tools, and one document per
 * package that says how it runs. https://github.com/toolsdk-ai/toolsdk-mcp-registry
 */
import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import { itemTrouble } from '../item-trouble.ts';
import { pageOf } from '../listed-record.ts';
import type { ListOptions, RegistryContext, RegistryDescriptor, RegistryPage } from '../registry.ts';
import { IndexLine, readPackage } from './toolsdk-package.ts';

/** Packages of one page: so many documents are read again after an interruption. */
const PAGE_SIZE = 100;

/** The index names some 5,000 packages (2026-07); each costs a request. */
const MAX_PACKAGES = 50_000;

/** Names to lines. One in which nothing is a line is an error that came as 200, or an index that was not built. */
const Index = z
  .record(z.string().min(1).max(200), z.unknown())
  .refine((index) => Object.values(index).some((raw) => IndexLine.safeParse(raw).success));

export const toolsdkRegistry: RegistryDescriptor = {
  id: 'toolsdk',
  title: 'ToolSDK MCP Registry',
  homepage: 'https://github.com/toolsdk-ai/toolsdk-mcp-registry',
  lists: 'npm and PyPI packages and remote servers; names and descriptions of tools where its makers could start one.',
  declaresTools: true,
  terms: {
    text: 'Files in git under the MIT licence; descriptions belong to the authors of the servers.',
    url: 'https://github.com/toolsdk-ai/toolsdk-mcp-registry/blob/main/LICENSE',
  },
  base: 'https://raw.githubusercontent.com/toolsdk-ai/toolsdk-mcp-registry/main',
  keys: [],
  incremental: false,
  open: (context) => ({
    list: (options) => list(context, options),
  }),
};

async function* list(
  { http, base }: RegistryContext,
  { cursor = '', known, signal }: ListOptions,
): AsyncGenerator<RegistryPage> {
  const readItems = itemTrouble(known);
  const body = await http.getJson(new URL(`${base}/indexes/packages-list.json`), signal, {
    accepts: (candidate) => Index.safeParse(candidate).success,
  });
  if (body === undefined) throw new Rejected(`${base} has no list of packages (404)`, { hint: 'Check the base URL.' });
  const index = Index.safeParse(body);
  if (!index.success) throw new Rejected(`${base} answered with something that is no list of packages`);
  if (Object.keys(index.data).length > MAX_PACKAGES)
    throw new Rejected(`${base} lists more than ${MAX_PACKAGES} packages`);
  // In the order of names, so that a pass can go on after any of them even when the list has changed meanwhile.
  const packages = Object.entries(index.data)
    .filter(([name]) => name > cursor)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const getDocument = (path: string) => http.getJson(new URL(`${base}/packages/${path}`), signal);
  for (let from = 0; from === 0 || from < packages.length; from += PAGE_SIZE) {
    const some = packages.slice(from, from + PAGE_SIZE);
    const { records, ended } = await readItems(some, {
      nativeId: ([name]) => name,
      read: ([name, raw], ask) => readPackage(name, raw, (path) => ask(() => getDocument(path))),
      concurrency: 4,
    });
    if (ended !== undefined) {
      yield pageOf(records, packages[from - 1]?.[0] ?? cursor);
      throw ended;
    }
    yield pageOf(records, from + PAGE_SIZE >= packages.length ? undefined : some.at(-1)![0]);
  }
}
