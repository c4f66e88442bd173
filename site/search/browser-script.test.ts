import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ENTRY = join(import.meta.dirname, 'browser/main.ts');
const SCRIPT = join(import.meta.dirname, '../public/search.js');

/** The modules that a module needs, each after those that it imports. */
function inOrder(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^;]*? from '(\.[^']+)';$/gms);
  return [...Array.from(imports, ([, path]) => inOrder(join(dirname(file), path!), seen)).flat(), file];
}

/** One script of all modules: types, comments, imports and exports taken away, the rest one after the other. */
function browserScript(): string {
  const modules = inOrder(ENTRY).map((file) => {
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true },
    });
    const body = outputText.replace(/^import [^;]*;\n/gm, '').replace(/^export (?=const|function|async|class)/gm, '');
    return `// ${relative(dirname(import.meta.dirname), file)}\n${body.replace(/^( {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))}`;
  });
  return `// Made of site/search/browser/ by site/search/browser-script.test.ts: edit there, then \`vitest run site/search --update\`.\n(() => {\n'use strict';\n${modules.join('')}})();\n`;
}

test('site/public/search.js is what its modules come to', async () => {
  await expect(browserScript()).toMatchFileSnapshot(SCRIPT);
});

test('no two modules use one name, and none imports in a way that the bundle does not take', () => {
  const script = browserScript();
  const names = Array.from(
    script.matchAll(/^(?:async )?(?:const|let|function|class) (?:\{ )?([\w$]+)/gm),
    ([, name]) => name,
  );
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  expect(script).not.toMatch(/^(?:import|export) /m);
  // Parsed, not run: there is no page here.
  expect(() => new Script(script)).not.toThrow();
});

test('the script is small', () => {
  expect(existsSync(SCRIPT)).toBe(true);
  // Every page loads it. The offers of levels and categories took the thirteenth kilobyte; copies, slow answers, lines that stay
  // where somebody is, and which characters cannot be seen, a part of the next.
  expect(gzipSync(readFileSync(SCRIPT)).length).toBeLessThan(13_700);
});
