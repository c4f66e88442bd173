/** Which pages a catalogue has, and the model of each. */
import { join } from 'node:path';
import { Fatal } from '../catalog/errors.ts';
import type { CatalogueReader, ServerView } from '../catalog/store/reader.ts';
import {
  ABOUT,
  BENCHMARK,
  fileOf,
  groupUrl,
  HOME,
  levelUrl,
  METHODOLOGY,
  POLICY_FORMAT,
  PROMPT,
  RISK,
  SERVERS,
  serverUrl,
  SOURCES,
  toolUrl,
} from './links.ts';
import { readDocument } from './view/document-page.ts';
import { catalogueLists, type CatalogueLists } from './view/lists/catalogue-lists.ts';
import { homePage } from './view/lists/home-page.ts';
import { levelPage, RISK_LEVELS, riskPage } from './view/lists/risk-pages.ts';
import { groupPage, serversPage } from './view/lists/servers-page.ts';
import { methodologyPage } from './view/methodology-page.ts';
import type { PageKind, PageModels, PageParams } from './view/page-models.ts';
import { serverPage } from './view/server/server-page.ts';
import { sourcesPage } from './view/sources/sources-page.ts';
import { toolPage } from './view/tool/tool-page.ts';

/** One page of the site. */
export interface Page {
  kind: PageKind;
  params: PageParams;
  /** Its file in the published folder. */
  file: string;
}

export interface CataloguePages {
  /** Every page, those of one server after another. */
  all(): Generator<Page>;
  /** A server as the catalogue has it; cheap for the one whose pages were asked for last. */
  view: (slug: string) => ServerView;
  model: <Kind extends PageKind>(kind: Kind, params: PageParams) => PageModels[Kind];
}

type Models = { [Kind in PageKind]: (params: PageParams) => PageModels[Kind] };

/**
 * The pages of a catalogue. The server read last is kept, since the pages of its tools follow each other.
 *
 * @param root folder of the repository, whose documents are pages too
 */
export function cataloguePages(reader: CatalogueReader, root: string): CataloguePages {
  let lists: CatalogueLists | undefined;
  let last: ServerView | undefined;
  const readLists = () => (lists ??= catalogueLists(reader));
  const viewOf = (slug: string): ServerView => {
    if (last?.server.slug !== slug) last = reader.view(slug);
    if (last === undefined) throw new Fatal(`server ${slug} left the catalogue while its pages were made`);
    return last;
  };

  const models: Models = {
    home: () => homePage(readLists()),
    servers: () => serversPage(readLists()),
    group: ({ prefix }) => found(groupPage(readLists(), prefix!), `servers/${prefix}`),
    server: ({ server }) => serverPage(viewOf(server!)),
    tool: ({ server, tool }) => {
      const view = viewOf(server!);
      return toolPage(
        view,
        found(
          view.tools.find(({ slug }) => slug === tool),
          `tools/${server}/${tool}`,
        ),
      );
    },
    risk: () => riskPage(readLists()),
    level: ({ level }) => levelPage(readLists(), found(levelOf(level!), `risk/${level}`), viewOf),
    methodology: () => methodologyPage(reader, root),
    sources: () => sourcesPage(reader),
    benchmark: () => readDocument(join(root, 'docs/benchmark.md')) ?? null,
    prompt: () => readDocument(join(root, 'docs/prompt.md')) ?? null,
    'policy-format': () => readDocument(join(root, 'docs/policy-format.md')) ?? null,
    about: () => null,
    'not-found': () => null,
  };

  return {
    *all() {
      const page = (kind: PageKind, url: string, params: PageParams = {}): Page => ({
        kind,
        params,
        file: fileOf(url),
      });
      yield page('home', HOME);
      yield page('servers', SERVERS);
      yield page('risk', RISK);
      yield page('methodology', METHODOLOGY);
      yield page('sources', SOURCES);
      yield page('benchmark', BENCHMARK);
      yield page('prompt', PROMPT);
      yield page('policy-format', POLICY_FORMAT);
      yield page('about', ABOUT);
      yield page('not-found', '/404.html');
      for (const level of RISK_LEVELS) yield page('level', levelUrl(level), { level: level.toLowerCase() });
      for (const { prefix } of readLists().groups) yield page('group', groupUrl(prefix), { prefix });
      for (const server of reader.slugs()) {
        yield page('server', serverUrl(server), { server });
        for (const { slug } of viewOf(server).tools) yield page('tool', toolUrl(server, slug), { server, tool: slug });
      }
    },
    view: viewOf,
    model: (kind, params) => models[kind](params),
  };
}

const levelOf = (name: string) => RISK_LEVELS.find((level) => level.toLowerCase() === name);

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Fatal(`no such page: ${what}`);
  return value;
}
