import { appendFileSync, cpSync, readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { templateFiles, templateHashes, templatesHash } from './template-hash.ts';

const ROOT = resolve(import.meta.dirname, '..');

describe('site/template-hash.test.ts', () => {
  it('follows what a template imports, and stops where models begin', () => {
    const files = templateFiles(ROOT, 'tool');
    expect(files).toEqual(
      expect.arrayContaining([
        'site/pages/tools/[server]/[tool].astro',
        'site/layouts/Base.astro',
        'site/components/Foreign.astro',
        'site/view/text/visible-text.ts',
        // Not a part of models: which characters are shown as marks is decided where they are rendered.
        'catalog/hidden-characters.ts',
        'site/highlight.ts',
        'site/links.ts',
      ]),
    );
    expect(files.filter((file) => /^(catalog|policy|crawler)\/|source\.ts|-page\.ts/.test(file))).toEqual([
      'catalog/blank-text.ts',
      'catalog/hidden-characters.ts',
    ]);
  });

  it.each(['site/render/entry.ts', 'site/make-pages.ts', 'site/twin/markdown-twin.ts', 'site/layouts/Base.astro'])(
    'is another when %s is, since it may make another page of the same model',
    (file) => {
      const root = temporaryFolder();
      for (const name of readdirSync(ROOT)) {
        if (name === 'site') cpSync(join(ROOT, name), join(root, name), { recursive: true });
        else symlinkSync(join(ROOT, name), join(root, name));
      }
      const hashes = () => [templateHashes(root)('tool'), templateHashes(root)('home'), templatesHash(root)];
      const before = hashes();
      appendFileSync(join(root, file), '\n');
      const after = hashes();
      expect(before.filter((hash) => after.includes(hash))).toEqual([]);
    },
  );

  it('is another for each kind of page, and the same each time', () => {
    const [hash, again] = [templateHashes(ROOT), templateHashes(ROOT)];
    expect(hash('tool')).toBe(again('tool'));
    expect(hash('tool')).not.toBe(hash('server'));
    expect(templateFiles(ROOT, 'tool')).not.toContain('site/components/server/Tools.astro');
  });
});
