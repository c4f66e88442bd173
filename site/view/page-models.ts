import type { AboutPage } from './about-page.ts';
import type { ApiReferencePage } from './api/api-reference.ts';
import type { BrowseSetPage, BrowseSetPartPage, BrowseWayPage, BrowseWayPartPage } from './browse/browse-pages.ts';
import type { CategoriesPage, CategoryPage } from './categories/category-pages.ts';
import type { ChangesPage } from './changes-pages/changes-pages.ts';
import type { AttackGroupPage, AttacksPage } from './attacks/attack-lists.ts';
import type { AttackPage } from './attacks/attack-page.ts';
import type { DocumentPage } from './document-page.ts';
import type { HomePage } from './lists/home-page.ts';
import type { LevelServerPage, LevelServerPartPage } from './lists/level-server-page.ts';
import type { LevelPage, RiskPage } from './lists/risk-pages.ts';
import type { SearchPage } from './lists/search-page.ts';
import type { BrowsePage, GroupPage, ServersPage } from './lists/servers-page.ts';
import type { MethodologyPage } from './methodology-page.ts';
import type { ServerPage } from './server/server-page.ts';
import type { SourcesPage } from './sources/sources-page.ts';
import type { StatePage } from './state/state-page.ts';
import type { ToolPage } from './tool/tool-page.ts';

/** Which model belongs to which kind of page. */
export interface PageModels {
  home: HomePage;
  servers: ServersPage;
  group: GroupPage;
  server: ServerPage;
  tool: ToolPage;
  risk: RiskPage;
  level: LevelPage;
  attacks: AttacksPage;
  'attack-group': AttackGroupPage;
  attack: AttackPage;
  methodology: MethodologyPage;
  sources: SourcesPage;
  benchmark: DocumentPage | null;
  prompt: DocumentPage | null;
  identity: DocumentPage | null;
  'policy-format': DocumentPage | null;
  'api-history': DocumentPage | null;
  search: SearchPage;
  'level-server': LevelServerPage;
  'level-server-part': LevelServerPartPage;
  browse: BrowsePage;
  'browse-way': BrowseWayPage;
  'browse-way-part': BrowseWayPartPage;
  'browse-set': BrowseSetPage;
  'browse-set-part': BrowseSetPartPage;
  categories: CategoriesPage;
  category: CategoryPage;
  state: StatePage;
  changes: ChangesPage;
  'changes-period': ChangesPage;
  'changes-part': ChangesPage;
  'policy-try': null;
  'api-reference': ApiReferencePage | null;
  about: AboutPage;
  'not-found': null;
}

export type PageKind = keyof PageModels;

/** The parts of a route, as Astro names them. */
export type PageParams = Record<string, string>;
