import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { Rejected } from '../catalog/errors.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { ATTACK_GROUPS } from './groups.ts';
import { ATTACKS_FOLDER, loadAttacks } from './load.ts';
import { predicateSentence } from './predicate/words.ts';

const patterns = loadAttacks();

describe('attacks/load.test.ts', () => {
  it('has 36 patterns, numbered without a gap, in every group', () => {
    expect(patterns.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, i) => i + 1));
    expect(new Set(patterns.map(({ group }) => group))).toEqual(new Set(ATTACK_GROUPS.map(({ id }) => id)));
  });

  it('has no address twice among groups and patterns', () => {
    const slugs = [...ATTACK_GROUPS.map(({ slug }) => slug), ...patterns.map(({ slug }) => slug)];
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  it('says of every pattern when it applies', () => {
    expect(patterns.map(({ slug, applies }) => `${slug}: ${predicateSentence(applies)}`)).toMatchSnapshot();
  });

  it.each(patterns.filter(({ incident }) => incident.references.length === 0))(
    'names no case without a source: $slug',
    ({ incident }) => {
      // What nobody has published stays a concept, or carries a caveat.
      expect(incident.evidence === 'concept' || incident.caveat !== undefined).toBe(true);
      expect(incident.advisories).toEqual([]);
    },
  );

  it('gives no reference as read that nobody has opened', () => {
    for (const { incident } of patterns) for (const { opened } of incident.references) expect(opened).toBe(null);
  });

  const original = () => parse(readFileSync(join(ATTACKS_FOLDER, 'ssrf.yaml'), 'utf8')) as Record<string, unknown>;
  const loading = (content: unknown, name = 'ssrf.yaml') => {
    const folder = join(temporaryFolder(), 'attacks');
    mkdirSync(folder);
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content));
    return () => loadAttacks(folder);
  };

  it.each<[string, unknown, string]>([
    ['an unknown facet', { ...original(), applies: { facet: 'freeform-smtp' } }, 'applies'],
    ['an unknown key', { ...original(), severity: 'high' }, 'severity'],
    [
      'a policy that does not load',
      { ...original(), rule: { ...(original()['rule'] as object), policy: { version: '1', deault: 'deny' } } },
      'policy',
    ],
    ['something else than YAML', '{a: ', 'YAML'],
  ])('refuses %s', (_, content, says) => {
    expect(loading(content)).toThrow(Rejected);
    expect(loading(content)).toThrow(says);
  });

  it('refuses file names that would be no address', () => {
    expect(loading(original(), 'SSRF attack.yaml')).toThrow('no slug');
  });
});
