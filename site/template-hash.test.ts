import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { templateFiles, templateHashes } from './template-hash.ts';

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
        'site/highlight.ts',
        'site/links.ts',
      ]),
    );
    expect(files.filter((file) => /^(catalog|policy|crawler)\/|source\.ts|-page\.ts/.test(file))).toEqual([]);
  });

  it('is another for each kind of page, and the same each time', () => {
    const [hash, again] = [templateHashes(ROOT), templateHashes(ROOT)];
    expect(hash('tool')).toBe(again('tool'));
    expect(hash('tool')).not.toBe(hash('server'));
    expect(templateFiles(ROOT, 'tool')).not.toContain('site/components/server/Tools.astro');
  });
});
