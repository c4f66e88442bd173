import { describe, expect, it } from 'vitest';
import type { RegistryOverview } from '../../../catalog/store/reader.ts';
import { registryAbout } from '../../../test/registry-about.ts';
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
  doubt: undefined,
};
const about = registryAbout();
const NONE = { servers: 0, tools: 0 };
const page = (...registries: RegistryOverview[]) => sourcesPage({ registries }, NONE);

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
        withTools: '250 (25 %)',
        percent: 25,
        records: '1,200',
        browseUrl: '/browse/registry/example/',
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

  it.each([
    [NONE, 'Nothing was read for this catalogue yet.', /^$/],
    [
      { servers: 1, tools: 1 },
      'No registry was read for this catalogue: it was made from files of tool definitions.',
      /^1 server with 1 tool is in no registry: its tool/,
    ],
    [
      { servers: 1102, tools: 0 },
      'No registry was read for this catalogue: it was made from files of tool definitions.',
      /^1,102 servers with no tools are in no registry: their tool/,
    ],
  ])('says where servers come from that no registry lists: %j', (imported, lead, says) => {
    const { lead: first, imported: sentence } = sourcesPage({ registries: [] }, imported);
    expect(first).toBe(lead);
    expect(sentence ?? '').toMatch(says);
  });

  it('says which listing came without so much that it is not believed', () => {
    const doubt = { at: '2026-11-20T10:00:00.000Z', kept: 1199, known: 1200 };
    const { doubts } = page({ registry: 'example', about, completedAt: doubt.at, ...figures, doubt });
    expect(doubts).toEqual([
      'Example registry: its listing of 20 November 2026 came without 1,199 of its 1,200 records. They are kept until another complete listing agrees.',
    ]);
    const file = page({
      registry: 'file:/home/somebody/secret.json',
      about: undefined,
      completedAt: undefined,
      ...figures,
      doubt,
    });
    expect(file.doubts).toEqual([expect.stringMatching(/^A file of the operator: /)]);
    expect(page({ registry: 'example', about, completedAt: doubt.at, ...figures }).doubts).toEqual([]);
  });

  it.each([
    [{ declaringRecords: 0, declaredTools: 0 }, /^Its records can declare tools; none in this catalogue does\. /],
    [{ declaringRecords: 2, declaredTools: 1 }, /^2 records declare 1 tool\. /],
  ])('says how many records declare tools: %j', (declaring, says) => {
    const { sections } = page({ registry: 'example', about, completedAt: undefined, ...figures, ...declaring });
    expect(sections[0]!.declares).toMatch(says);
  });

  it('says that a registry is never listed whole', () => {
    const { sections } = page({
      registry: 'example',
      about: registryAbout({ partial: true }),
      completedAt: undefined,
      ...figures,
    });
    expect(sections).toMatchObject([{ passes: 'No pass lists everything, so what a pass does not meet stays.' }]);
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
