import { describe, expect, it } from 'vitest';
import type { Classification } from '../../../catalog/model/classification.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { levelServerPage, levelsOf } from './level-server-page.ts';

const tool = (name: string, verdict?: Pick<Classification, 'category' | 'level' | 'facets'>) =>
  ({
    name,
    slug: name,
    definition: { name },
    ...(verdict && { classification: { ...verdict, rationale: 'Because.', evidence: [] } }),
  }) as unknown as ToolRecord;
const view = (...tools: ToolRecord[]) =>
  ({ server: { slug: 'notes', name: 'x/notes', title: null }, tools, attributions: [] }) as unknown as ServerView;

describe('site/view/lists/level-server-page.test.ts', () => {
  it('says once what holds for all tools of a category, and of each tool what raised it', () => {
    const page = levelServerPage(
      view(
        tool('drop', { category: 'Destructive', level: 'Critical', facets: [] }),
        tool('purge', { category: 'Destructive', level: 'Critical', facets: [] }),
        tool('run', { category: 'Execute', level: 'Critical', facets: ['freeform-shell'] }),
        tool('read', { category: 'Read', level: 'Low', facets: [] }),
      ),
      'Critical',
    );
    expect(page.starts).toEqual(['Destructive tools are always Critical.']);
    expect(page.tools.map(({ name, reckoning }) => [name, reckoning])).toEqual([
      ['drop', undefined],
      ['purge', undefined],
      ['run', 'Execute tools start at High; freeform-shell raises this one to Critical.'],
    ]);
  });

  it('says of tools without a verdict that there is none', () => {
    const server = view(tool('odd'), tool('read', { category: 'Read', level: 'Low', facets: [] }));
    expect(levelsOf(server)).toEqual(['Unclassified', 'Low']);
    const page = levelServerPage(server, 'Unclassified');
    expect(page.starts).toHaveLength(1);
    expect(page.tools.map(({ reckoning }) => reckoning)).toEqual([undefined]);
    expect(levelServerPage(server, 'Low').starts).toEqual(['Read tools start at Low.']);
  });
});
