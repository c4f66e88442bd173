import { describe, expect, it } from 'vitest';
import { attackTotals } from '../../../attacks/attack-totals.ts';
import { ATTACK_GROUPS } from '../../../attacks/groups.ts';
import { attackDocument } from '../../../attacks/attack-document.ts';
import { attackPatterns } from '../../../attacks/load.ts';
import type { Level } from '../../../catalog/model/rubric.ts';
import { attackGroupPage, attacksPage } from './attack-lists.ts';
import { attackPage } from './attack-page.ts';

const patterns = attackPatterns();
const pattern = (slug: string) => patterns.find((candidate) => candidate.slug === slug)!;
const nothing = attackTotals([]);
const count = (tools: number, level: Level) => ({
  tools,
  byCategory: 0,
  byLevel: { [level]: tools },
  examples: [{ slug: 'fetch', name: 'fetch\u202E', level }],
});
const some = attackTotals([
  { slug: 'mild', name: 'Mild', counts: { ssrf: count(9, 'Medium') } },
  { slug: 'grave', name: 'Grave', counts: { ssrf: count(1, 'Critical') } },
]);

describe('site/view/attacks/attack-page.test.ts', () => {
  it('lists every pattern once, in its group', () => {
    const page = attacksPage(patterns, nothing);
    const urls = page.groups.flatMap((group) => group.patterns.map(({ url }) => url));
    expect(new Set(urls).size).toBe(patterns.length);
    expect(page.groups.map(({ url }) => url)).toEqual(ATTACK_GROUPS.map(({ slug }) => `/attacks/${slug}/`));
    expect(urls.every((url) => /^\/attacks\/[a-z-]+\/[a-z0-9-]+\/$/.test(url))).toBe(true);
    expect(attackGroupPage(ATTACK_GROUPS[0], patterns, nothing)).toEqual(page.groups[0]);
  });

  it('counts tools by level and names the gravest servers first', () => {
    const page = attackPage(pattern('ssrf'), patterns, some.get('ssrf')!);
    expect(page).toMatchObject({ tools: 10, servers: 2 });
    expect(page.byLevel.map(({ label, count: n }) => [label, n])).toEqual([
      ['Critical', 1],
      ['High', 0],
      ['Medium', 9],
      ['Low', 0],
    ]);
    expect(page.listed.map(({ url }) => url)).toEqual(['/tools/grave/', '/tools/mild/']);
    expect(page.listed[0]?.examples[0]?.url).toBe('/tools/grave/fetch/');
  });

  it('says of each source who reports it, and how far it was read', () => {
    const { incident } = attackPage(pattern('definition-drift'), patterns, nothing.get('definition-drift')!);
    expect(incident.references.map(({ standing, read }) => `${standing}: ${read}`)).toEqual([
      'reported by: Read on 21 November 2026 in a stored copy of the page.',
      'reported by: Read on 21 November 2026 as its repository keeps it.',
      'reported by: Not opened by us.',
      'reported by: Read on 21 November 2026 as its repository keeps it.',
    ]);
    expect(incident.references.map(({ at }) => at?.split('/')[2])).toEqual([
      'www.koi.ai',
      'github.com',
      undefined,
      'github.com',
    ]);
    expect(incident).toMatchObject({
      date: 'September 2025',
      sources:
        '3 of these 4 sources were read, in the form that stands beside each; what only the others tell is as reported.',
    });
  });

  const reference = pattern('line-jumping').incident.references[0]!;
  const { read: _, ...unread } = reference;
  const told = (references: readonly (typeof reference)[], changes: object = {}) => {
    const { incident, known } = attackPage(
      {
        ...pattern('line-jumping'),
        incident: { ...pattern('line-jumping').incident, ...changes, references: [...references] },
      },
      patterns,
      nothing.get('line-jumping')!,
    );
    return [incident.sources, incident.references[0]?.read, ...known];
  };

  it.each<[string, (string | undefined)[], string[]]>([
    [
      'a page that was opened',
      told([{ ...unread, opened: '2026-11-30' }], { evidence: 'verified' }),
      [
        'This source was read, in the form that stands beside it.',
        'Opened by us on 30 November 2026.',
        'a known case',
        'advisory or first-hand report',
        'that source read by us',
      ],
    ],
    [
      'a page that nobody has read',
      told([unread], { evidence: 'verified' }),
      [
        'This source was not opened: all of this is as reported.',
        'Not opened by us.',
        'a case, as reported',
        'advisory or first-hand report',
        'that source not opened by us',
      ],
    ],
    [
      'a retelling, of which a part was read',
      told([{ ...reference, kind: 'report' }, unread], { evidence: 'verified', confidence: 'medium' }),
      [
        '1 of these 2 sources was read, in the form that stands beside each; what only the others tell is as reported.',
        'Read on 21 November 2026 in part, in a stored copy of the page.',
        'a case, as reported',
        'named proof or press',
        'that source read in a stored copy',
      ],
    ],
  ])('claims no more of a case than was read: %s', (_name, words, expected) => {
    expect(words).toEqual(expected);
  });

  it('gives no date with what is only described, and no report', () => {
    const described = patterns.filter(({ incident }) => incident.evidence === 'concept');
    const pages = patterns.map((one) => attackPage(one, patterns, nothing.get(one.slug)!));
    expect(pages.filter(({ incident }) => incident.date === undefined).map(({ title }) => title)).toEqual(
      described.map(({ title }) => title),
    );
    expect(pages.filter(({ known }) => known.length === 1).map(({ title, known }) => [title, ...known])).toEqual(
      described.map(({ title }) => [title, 'described, no dated case']),
    );
  });

  it('leads to advisories, and says where milder findings do not count', () => {
    const { incident, fromSeverity } = attackPage(pattern('ssrf'), patterns, nothing.get('ssrf')!);
    expect(fromSeverity).toBe(false);
    const given = { ...pattern('ssrf').incident, advisories: ['CVE-2025-1234', 'GHSA-2222-3333-4444'] };
    expect(attackPage({ ...pattern('ssrf'), incident: given }, patterns, nothing.get('ssrf')!).incident).toEqual({
      ...incident,
      advisories: [
        { id: 'CVE-2025-1234', url: 'https://www.cve.org/CVERecord?id=CVE-2025-1234' },
        { id: 'GHSA-2222-3333-4444', url: 'https://github.com/advisories/GHSA-2222-3333-4444' },
      ],
    });
    const poisoning = attackPage(pattern('tool-poisoning'), patterns, nothing.get('tool-poisoning')!);
    expect([poisoning.fromSeverity, poisoning.known]).toEqual([
      true,
      ['shown or reported, not confirmed', 'advisory or first-hand report', 'that source read in a stored copy'],
    ]);
  });

  it.each(patterns)('tells the truth about the sample calls of $slug', (one) => {
    const { rule } = attackPage(one, patterns, nothing.get(one.slug)!);
    const ends = { deny: 'denied', hidden: 'answered as if the tool did not exist', ask: 'put before a person' };
    expect(rule.samples.map(({ result }) => result)).toEqual([
      ...one.rule.stopped.map((sample) => ends[sample.ends]),
      ...one.rule.allowed.map(() => 'let through'),
    ]);
    expect(rule.effects.length).toBeGreaterThan(0);
    expect(JSON.parse(rule.text)).toMatchObject({ version: '1', default: 'deny' });
    expect(rule.additions.includes('pins')).toBe(rule.text.includes('"pins"'));
    expect(rule.additions.includes('approval')).toBe(rule.text.includes('"approval"'));
  });

  it('gives machines the same pattern', () => {
    const document = attackDocument(pattern('ssrf'), some.get('ssrf')!);
    expect(document).toMatchObject({
      slug: 'ssrf',
      group: { id: 'B', slug: 'data-leaving' },
      tools: { total: 10, servers: 2, byCategoryOnly: 0 },
      appliesInWords: 'It applies when the tool fetches or posts to a URL or host that the caller chooses.',
    });
    expect('policyText' in document).toBe(false);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
