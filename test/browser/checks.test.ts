import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { startChromium } from './chromium.ts';
import { brokenLinks } from './link-check.ts';
import { serveFolder } from './static-server.ts';
import { invalidHtml } from './valid-html.ts';

function site(files: Record<string, string>): string {
  const root = temporaryFolder();
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

test('links lead to files, elements and values, or are told', () => {
  const links = ['a/', '/a/#here', '/a/#gone', '#top', '/api/a.json#/tools/x~1y', '/api/a.json#/tools/z', '/b/'];
  const others = ['mailto:a@b.example', 'https://other.example/x', 'javascript:alert(1)', 'http://['];
  const html = [...links, ...others].map((href) => `<a href="${href}">x</a>`).join('');
  const root = site({
    'index.html': `<h1 id="top">x</h1>${html}`,
    'a/index.html': '<p id="here">x</p>',
    'api/a.json': '{"tools":{"x/y":{}}}',
  });
  expect(brokenLinks(root, () => false).map(({ href, why }) => `${href} ${why}`)).toEqual([
    '/a/#gone names nothing there',
    '/api/a.json#/tools/z names nothing there',
    '/b/ leads to no file',
    'javascript:alert(1) has scheme javascript:',
    'http://[ is no URL',
  ]);
  expect(brokenLinks(root, (path) => path === '/b/')).toHaveLength(4);
});

test('markup that the standard does not allow is told by page and rule', async () => {
  const root = site({
    'index.html':
      '<!doctype html>\n<html lang="en"><head><title>x</title></head><body><p><div></div></p></body></html>',
  });
  const faults = await invalidHtml(root);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults[0]).toMatchObject({ page: 'index.html', line: 2 });
});

test('targets that are too small and too near to each other are told', async () => {
  const buttons = (size: number) =>
    `<button style="width:${size}px;height:${size}px;padding:0;border:0">a</button><button style="width:${size}px;height:${size}px;padding:0;border:0">b</button>`;
  const page = (size: number) =>
    `<!doctype html><html lang="en"><head><title>x</title></head><body><main><h1>x</h1>${buttons(size)}</main></body></html>`;
  const server = await serveFolder(site({ 'small.html': page(12), 'large.html': page(24), '404.html': '' }));
  const browser = await startChromium();
  try {
    const opened = await browser.newPage({ baseURL: server.url });
    const faults = async (path: string) => {
      await opened.goto(path);
      return (await accessibilityFaults(opened)).map((fault) => fault.split(':')[0]);
    };
    expect(await faults('/small.html')).toEqual(['/small.html target-size']);
    expect(await faults('/large.html')).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});
