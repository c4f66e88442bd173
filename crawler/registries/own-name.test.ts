import { describe, expect, it } from 'vitest';
import { ServerJson } from '../../catalog/model/server-json.ts';
import { ownName } from './own-name.ts';

describe('crawler/registries/own-name.test.ts', () => {
  it.each([
    ['glama', 'owner', 'notes', 'glama.owner/notes'],
    ['smithery', '@owner', 'notes', 'smithery.owner/notes'],
    ['docker', undefined, 'notes', 'docker/notes'],
    ['github', 'Owner', 'my_notes.js', 'github.Owner/my_notes.js'],
  ])('names a record of %s', (registry, owner, name, expected) => {
    expect(ownName(registry, owner, name)).toBe(expected);
  });

  it('gives every text a name of its own that server.json allows', () => {
    const texts = [
      'a b',
      'a/b',
      'a-b',
      'a\nb',
      '日本',
      '中国',
      '',
      '@',
      'x'.repeat(300),
      `${'x'.repeat(300)}y`,
      '../..',
      '😀',
    ];
    const names = texts.flatMap((text) => [
      ownName('r', text, 'x'),
      ownName('r', 'x', text),
      ownName('r', undefined, text),
    ]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(ServerJson.safeParse({ name, description: '' }).success, name).toBe(true);
  });
});
