/**
 * What every adapter of a registry must do, whatever its wire format: called by the test of each adapter, against a local
 * server that speaks that format (docs/add-a-registry.md). What is special to one registry is tested beside it.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { messagesOf, Rejected, RetryLater } from '../../catalog/errors.ts';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { openRegistry } from '../../crawler/registries/open-registry.ts';
import type { ListOptions, Registry, RegistryDescriptor, RegistryPage } from '../../crawler/registries/registry.ts';
import { wireServer, type WireAnswer, type WireRequest, type WireServer } from './wire-server.ts';

/** The cases that every registry has to pass unless it says why one does not apply to it. */
export const CONFORMANCE_CASES = [
  'lists',
  'asks',
  'empty',
  'unauthorised',
  'missing',
  'busy',
  'trouble',
  'cut',
  'malformed',
  'redirect',
  'bad',
  'stop',
  'cursor',
] as const;
export type ConformanceCase = (typeof CONFORMANCE_CASES)[number];

/** A registry's wire format, as its real server speaks it. */
export interface WireFormat {
  about: RegistryDescriptor;
  /** What stands between the origin and the adapter's paths in the registry's base (`/api/mcp`); none by default. */
  basePath?: string;
  /** A readable record, by its number from 0; all of them differ. */
  record(number: number): unknown;
  /** Key of the entry that the adapter makes of it. */
  nativeId(number: number, url: string): string;
  /** Records that are damaged, each in its own way; each costs itself only. */
  bad: readonly unknown[];
  /**
   * What a right registry with these records answers; `undefined` is 404. Bad records are among them, so it must not rely on
   * their form.
   */
  answer(records: readonly unknown[], request: WireRequest): WireAnswer | undefined;
  /** How many records take at least three pages; absent for a registry that sends one document. */
  pagedRecords?: number;
  /** The first page of these records with a way on that leads to `evil`; absent where pages are counted by the client. */
  hostileNext?(records: readonly unknown[], evil: string): WireAnswer;
  /** Where each record takes a request of its own: its path, of which the first group is the number of the record. */
  recordPath?: RegExp;
  /** Bodies that are no page of this format, in place of the usual ones. */
  malformed?: readonly string[];
  /**
   * Files or addresses that the operator names (`RegistryContext.sources`), for a registry that is read from these and from no
   * base.
   *
   * @param url of the server, without a slash
   */
  sources?(url: string, records: readonly unknown[]): string[];
  /** Cases that do not apply, each with the reason; `test/registries/conformance.test.ts` holds the list of all of them. */
  notApplicable?: Partial<Record<ConformanceCase, string>>;
}

const MALFORMED = ['', '{"', '<html>maintenance</html>', 'null', '7', '"text"', '{}', '{"error":"x"}'];
const SECRET = 'k3y-that-no-message-may-hold';

/** Runs all of it; `file` is the path of the calling test, for the report. */
export function describeConformance(file: string, format: WireFormat): void {
  const { about } = format;
  const recordsOf = (count: number) => Array.from({ length: count }, (_, i) => format.record(i));
  const idsOf = (count: number, { url }: { url: string }) =>
    Array.from({ length: count }, (_, i) => format.nativeId(i, url));
  const applies = (name: ConformanceCase) => format.notApplicable?.[name] === undefined;
  const recordsAt = new WeakMap<WireServer, readonly unknown[]>();

  async function serve(records: readonly unknown[]): Promise<WireServer> {
    const server = await wireServer((request) => format.answer(records, request));
    recordsAt.set(server, records);
    return server;
  }

  async function open(server: WireServer): Promise<Registry> {
    const http = createHttpClient({ limits: { backoffMs: 1, tries: 2 } });
    onTestFinished(() => http.close());
    const env = Object.fromEntries(about.keys.map(({ variable }) => [variable, SECRET]));
    const base = `${server.url}${format.basePath ?? ''}`;
    const sources = format.sources?.(server.url, recordsAt.get(server) ?? []);
    return openRegistry(about, { http, env, ...(sources === undefined ? { base } : { sources, sourcesOnly: true }) });
  }

  async function pagesOf(server: WireServer, options: Partial<ListOptions> = {}): Promise<RegistryPage[]> {
    const registry = await open(server);
    return Array.fromAsync(registry.list({ signal: new AbortController().signal, ...options }));
  }

  async function failureOf(server: WireServer, options: Partial<ListOptions> = {}): Promise<Error> {
    const error = await pagesOf(server, options).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(messagesOf(error).join('\n')).not.toContain(SECRET);
    return error as Error;
  }

  const entryIds = (pages: RegistryPage[]) => pages.flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId));
  const refusedOf = (pages: RegistryPage[]) => pages.flatMap(({ refused }) => refused);

  describe(`${file}: ${about.id}, like every registry`, () => {
    it.runIf(applies('lists'))('lists what there is, in the order of the registry, under its id', async () => {
      const server = await serve(recordsOf(3));
      expect(await open(server)).toMatchObject({ id: about.id, incremental: about.incremental });
      const pages = await pagesOf(server);
      expect(entryIds(pages)).toEqual(idsOf(3, server));
      expect(refusedOf(pages)).toEqual([]);
      expect(pages.at(-1)!.next).toBeUndefined();
      const entries = pages.flatMap((page) => page.entries);
      // In UTC with milliseconds, since dates are compared as text.
      const dates = entries.flatMap(({ updatedAt }) => updatedAt ?? []);
      expect(dates).toEqual(dates.map((date) => new Date(date).toISOString()));
      const links = entries.flatMap(({ listing }) => listing ?? []);
      expect(links.filter((link) => !/^https?:\/\//.test(link))).toEqual([]);
    });

    it.runIf(applies('asks'))('says who asks, with its keys where it has any', async () => {
      const server = await serve(recordsOf(1));
      await pagesOf(server);
      expect(server.requests.length).toBeGreaterThan(0);
      for (const { headers } of server.requests) {
        expect(headers['user-agent']).toMatch(/^toolgate-crawler\//);
        for (const { header, prefix = '' } of about.keys)
          expect(headers[header.toLowerCase()]).toBe(`${prefix}${SECRET}`);
      }
    });

    it.runIf(about.keys.some(({ required }) => required))('is not opened without its key, and says which', async () => {
      const http = createHttpClient();
      onTestFinished(() => http.close());
      const { variable } = about.keys.find(({ required }) => required)!;
      await expect(openRegistry(about, { http, env: {} })).rejects.toThrow(variable);
    });

    it.runIf(applies('empty'))('reads an empty registry as one', async () => {
      const pages = await pagesOf(await serve([]));
      expect([entryIds(pages), refusedOf(pages)]).toEqual([[], []]);
    });

    it.runIf(applies('unauthorised')).each([401, 403])(
      'ends at %i: nothing is listed, nothing is tried again',
      async (status) => {
        const server = await serve(recordsOf(2));
        server.fault = () => ({ status, body: { error: 'no' } });
        expect(await failureOf(server)).toBeInstanceOf(Rejected);
        expect(server.requests).toHaveLength(1);
      },
    );

    it.runIf(applies('missing'))('ends at 404, which is no empty list', async () => {
      const server = await serve(recordsOf(2));
      server.fault = () => ({ status: 404, body: { error: 'no' } });
      expect(await failureOf(server)).toBeInstanceOf(Rejected);
    });

    it.runIf(applies('busy'))('asks again after 429, and gives up when it would take long', async () => {
      const server = await serve(recordsOf(2));
      server.fault = (number) => (number === 1 ? { status: 429, headers: { 'retry-after': '0' } } : undefined);
      expect(entryIds(await pagesOf(server))).toEqual(idsOf(2, server));
      server.requests.length = 0;
      server.fault = () => ({ status: 429, headers: { 'retry-after': '3600' } });
      const error = await failureOf(server);
      expect(error).toBeInstanceOf(RetryLater);
      expect((error as RetryLater).afterMs).toBeGreaterThan(3_500_000);
      expect(server.requests).toHaveLength(1);
    });

    it.runIf(applies('trouble')).each([500, 502, 503])('gives up after %i again and again', async (status) => {
      const server = await serve(recordsOf(2));
      server.fault = () => ({ status, body: '<html>trouble</html>' });
      expect(await failureOf(server)).toBeInstanceOf(RetryLater);
      expect(server.requests).toHaveLength(2);
    });

    it.runIf(applies('cut'))(
      'asks again when an answer is cut short, and never takes half of one for a listing',
      async () => {
        const server = await serve(recordsOf(2));
        server.fault = (number) => (number === 1 ? 'cut' : undefined);
        expect(entryIds(await pagesOf(server))).toEqual(idsOf(2, server));
        server.fault = () => 'cut';
        expect(await failureOf(server)).toBeInstanceOf(RetryLater);
      },
    );

    it.runIf(applies('malformed')).each(format.malformed ?? MALFORMED)('rejects %j, which is no page', async (body) => {
      const server = await serve([]);
      server.fault = () => ({ body });
      expect(await failureOf(server)).toBeInstanceOf(Rejected);
    });

    it.runIf(applies('redirect'))('follows no redirect to another origin', async () => {
      const evil = await wireServer(() => ({ body: {} }));
      const server = await serve(recordsOf(1));
      server.fault = () => ({ status: 302, headers: { location: `${evil.url}/` } });
      expect(await failureOf(server)).toBeInstanceOf(Rejected);
      expect(evil.requests).toHaveLength(0);
    });

    it.runIf(applies('bad'))('loses nothing but the bad records among good ones, and says of each why', async () => {
      const [first, second] = [format.record(0), format.record(1)];
      for (const bad of format.bad) {
        const server = await serve([first, bad, second]);
        const pages = await pagesOf(server);
        expect({ bad, ids: entryIds(pages) }).toEqual({ bad, ids: idsOf(2, server) });
        const refused = refusedOf(pages);
        expect({ bad, refused: refused.length }).toEqual({ bad, refused: 1 });
        for (const { label, reason } of refused)
          expect([label, reason]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
      }
    });

    it.runIf(format.recordPath !== undefined)(
      'loses nothing but a record that is always in trouble, and ends when many are',
      async () => {
        const server = await serve(recordsOf(7));
        const fails = (broken: (number: number) => boolean) => {
          server.fault = (_, request) => {
            const [, number] = format.recordPath!.exec(request.url.pathname) ?? [];
            return number !== undefined && broken(Number(number)) ? { status: 503, body: 'trouble' } : undefined;
          };
        };
        fails((number) => number === 2);
        const pages = await pagesOf(server);
        const left = idsOf(7, server);
        const [broken] = left.splice(2, 1);
        expect(entryIds(pages)).toEqual(left);
        expect(refusedOf(pages)).toEqual([
          { label: broken, nativeId: broken, reason: expect.stringContaining('is in trouble') },
        ]);
        fails(() => true);
        expect(await failureOf(server)).toBeInstanceOf(RetryLater);
      },
    );

    it.runIf(applies('stop'))('stops at once when it is told to', async () => {
      const server = await serve(recordsOf(1));
      const stop = new AbortController();
      server.fault = () => {
        stop.abort(new Error('stopped'));
        return 'silence';
      };
      await expect(pagesOf(server, { signal: stop.signal })).rejects.toThrow('stopped');
    });

    it.runIf(applies('cursor'))('does not go anywhere else for a cursor that it never gave', async () => {
      const server = await serve(recordsOf(1));
      for (const cursor of [
        '//evil.example/x',
        'https://evil.example/',
        '-1',
        '\u0000',
        '{"',
        '99999999999999999999',
      ]) {
        const ending = await pagesOf(server, { cursor }).then(
          () => 'pages',
          (error: unknown) => (error instanceof Rejected ? 'refused' : error),
        );
        expect({ cursor, ending }).toEqual({ cursor, ending: expect.stringMatching(/^(pages|refused)$/) });
      }
    });

    const many = format.pagedRecords;
    it.runIf(many !== undefined)('lists page by page, and goes on after any of them', async () => {
      const server = await serve(recordsOf(many!));
      const pages = await pagesOf(server);
      expect(pages.length).toBeGreaterThanOrEqual(3);
      expect(entryIds(pages)).toEqual(idsOf(many!, server));
      for (const [i, { next }] of pages.slice(0, -1).entries()) {
        expect(await pagesOf(server, { cursor: next })).toEqual(pages.slice(i + 1));
      }
    });

    it.runIf(many !== undefined)('gives the pages before a failure', async () => {
      const server = await serve(recordsOf(many!));
      const registry = await open(server);
      const list = registry.list({ signal: new AbortController().signal });
      const first = (await list.next()).value as RegistryPage;
      expect(entryIds([first]).length).toBeGreaterThan(0);
      server.fault = () => ({ status: 503 });
      const further: RegistryPage[] = [];
      const rest = async () => {
        // What a page that cannot be completed has refused may be told, with the place to go on at.
        for await (const page of list) further.push(page);
      };
      await expect(rest()).rejects.toThrow(RetryLater);
      expect([entryIds(further), further.filter(({ next }) => next === undefined)]).toEqual([[], []]);
    });

    it.runIf(format.hostileNext !== undefined)('never follows a way on that leads to somebody else', async () => {
      const evil = await wireServer(() => ({ body: {} }));
      const records = recordsOf(2);
      const server = await serve(records);
      server.fault = (number) => (number === 1 ? format.hostileNext!(records, evil.url) : undefined);
      const ending = await pagesOf(server).then(
        () => 'pages',
        (error: unknown) => (error instanceof Rejected ? 'refused' : error),
      );
      expect(ending).toEqual(expect.stringMatching(/^(pages|refused)$/));
      expect(evil.requests).toHaveLength(0);
    });
  });
}
