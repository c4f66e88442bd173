import { describe, expect, it } from 'vitest';
import type { RegistryOverview } from '../../../catalog/store/reader.ts';
import { sourcesPage } from './sources-page.ts';

const figures = {
  records: 1200,
  servers: 1000,
  serversWithTools: 250,
  liveTools: 4321,
  otherTools: 7,
  declaringRecords: 1,
  declaredTools: 12,
  refused: 3,
};
const about = {
  title: 'Example registry',
  homepage: 'https://registry.example/',
  lists: 'Servers.',
  declaresTools: true,
  terms: { text: 'Say where it is from.', url: 'https://registry.example/terms' },
  attribution: { text: 'Data from Example', url: 'https://registry.example/' },
  base: 'https://api.registry.example',
  incremental: false,
};
const page = (...registries: RegistryOverview[]) => sourcesPage({ registries: () => registries });

describe('site/view/sources/sources-page.test.ts', () => {
  it('has a line and a section per registry', () => {
    const { lines, sections, several } = page({
      registry: 'example',
      about,
      completedAt: '2026-11-20T10:00:00.000Z',
      ...figures,
    });
    expect(lines).toEqual([
      {
        id: 'example',
        title: 'Example registry',
        anchor: 'registry-example',
        servers: '1,000',
        withTools: '25 %',
        liveTools: '4,321',
        otherTools: '7',
        declaredTools: '12',
        refused: '3',
        lastPass: '20 November 2026',
      },
    ]);
    expect(sections).toMatchObject([
      {
        from: 'https://api.registry.example',
        passes: 'Every pass lists everything.',
        declares: expect.stringMatching(/^1 record declares 12 tools\. /) as string,
        terms: about.terms,
        attribution: about.attribution,
      },
    ]);
    expect(several).toBe(false);
  });

  it('says nothing of where a file of the operator lies', () => {
    const { lines, sections } = page({
      registry: 'file:/home/somebody/secret.json',
      about: undefined,
      completedAt: undefined,
      ...figures,
    });
    expect(JSON.stringify({ lines, sections })).not.toContain('secret');
    expect(lines).toMatchObject([{ title: 'A file of the operator', lastPass: 'not finished' }]);
    expect(sections).toEqual([]);
  });
});
