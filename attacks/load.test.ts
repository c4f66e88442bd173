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

  const references = patterns.flatMap(({ slug, incident }) => incident.references.map((one) => ({ slug, ...one })));

  it('names no case without a source', () => {
    expect(patterns.filter(({ incident }) => incident.references.length === 0).map(({ slug }) => slug)).toEqual([]);
  });

  it('gives no page as opened, and nothing as read before it was published', () => {
    expect(references.filter(({ opened }) => opened !== null)).toEqual([]);
    expect(references.filter(({ published = '', read }) => read !== undefined && read.on < published)).toEqual([]);
  });

  it('names what was read at a commit that stays, and has read the record of every CVE number', () => {
    const kept = references.filter(({ read }) => read?.form === 'repository' || read?.form === 'mirror');
    expect(kept.filter(({ read }) => !/\/(?:blob|commit)\/[0-9a-f]{40}/.test(read!.at!))).toEqual([]);
    const records = new Set(kept.map(({ title }) => title.split(',')[0]));
    const numbers = patterns.flatMap(({ incident }) => incident.advisories).filter((id) => id.startsWith('CVE-'));
    expect(numbers.filter((id) => !records.has(id))).toEqual([]);
  });

  const original = () => parse(readFileSync(join(ATTACKS_FOLDER, 'ssrf.yaml'), 'utf8')) as Record<string, unknown>;
  const loading = (content: unknown, name = 'ssrf.yaml') => {
    const folder = join(temporaryFolder(), 'attacks');
    mkdirSync(folder);
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content));
    return () => loadAttacks(folder);
  };

  const withIncident = (changes: object) => ({
    ...original(),
    incident: { ...(original()['incident'] as object), ...changes },
  });
  const anyReference = { title: 'A page', by: 'Somebody', url: 'https://example.com/', kind: 'report', opened: null };

  it.each<[string, unknown, string]>([
    ['an unknown facet', { ...original(), applies: { facet: 'freeform-smtp' } }, 'applies'],
    ['an unknown key', { ...original(), severity: 'high' }, 'severity'],
    [
      'a policy that does not load',
      { ...original(), rule: { ...(original()['rule'] as object), policy: { version: '1', deault: 'deny' } } },
      'policy',
    ],
    ['something else than YAML', '{a: ', 'YAML'],
    ['a concept with a date', withIncident({ evidence: 'concept', date: '2025-05' }), 'concept'],
    [
      'a file that was read at no address',
      withIncident({ references: [{ ...anyReference, read: { on: '2026-11-21', form: 'repository' } }] }),
      'address',
    ],
  ])('refuses %s', (_, content, says) => {
    expect(loading(content)).toThrow(Rejected);
    expect(loading(content)).toThrow(says);
  });

  it('refuses file names that would be no address', () => {
    expect(loading(original(), 'SSRF attack.yaml')).toThrow('no slug');
  });
});
