import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { filesBelow } from './folder-content.ts';

/** Members of our documents that hold addresses. */
const ADDRESSES = new Set(['$schema', '$ref', 'schema', 'href', 'url', 'pageUrl']);
/** Members that hold verbatim content of servers, where the same names may mean anything. */
const FOREIGN = new Set(['definition', 'packages', 'remotes', 'evidence', 'findings', 'examples', 'properties']);

/** An address in a JSON document, with the document that holds it. */
interface Reference {
  file: string;
  address: string;
}

/**
 * Every address inside the JSON documents of a published folder, and every link of a page to one, that leads to no file of it, or to no member of a JSON
 * document (RFC 6901 pointer as the fragment).
 */
export function brokenReferences(root: string): { checked: number; broken: Reference[] } {
  const files = filesBelow(root);
  const known = new Set(files);
  const references = files
    .filter((file) => /^(api|schemas)\/.*\.(json|ndjson\.gz)$/.test(file))
    .flatMap((file) => documents(path.join(root, file)).flatMap((value) => referencesIn(value, file)))
    .concat(files.filter((file) => file.endsWith('.html')).flatMap((file) => linksToJson(root, file)));
  const resolves = ({ file, address }: Reference): boolean => {
    const { pathname, hash } = new URL(address, `http://site/${file}`);
    const target = decodeURIComponent(pathname).replace(/\/$/, '/index.html').slice(1);
    if (!known.has(target)) return false;
    if (hash === '' || target.endsWith('.html')) return true;
    return pointed(documents(path.join(root, target))[0], decodeURIComponent(hash.slice(1))) !== undefined;
  };
  return { checked: references.length, broken: references.filter((reference) => !resolves(reference)) };
}

/** Links of a page to JSON documents, whose fragments name no element of a page. */
function linksToJson(root: string, file: string): Reference[] {
  const links = readFileSync(path.join(root, file), 'utf8').matchAll(/ (?:href|src)="(\/[^"]*\.json(?:#[^"]*)?)"/g);
  return Array.from(links, ([, address]) => ({ file, address: address!.replaceAll('&amp;', '&') }));
}

function documents(file: string): unknown[] {
  const bytes = readFileSync(file);
  if (!file.endsWith('.gz')) return [JSON.parse(bytes.toString())];
  return gunzipSync(bytes)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

function referencesIn(value: unknown, file: string): Reference[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (FOREIGN.has(name) && !file.startsWith('schemas/')) return [];
    // Other sites, and templates, whose variables have no value here.
    const ours = typeof member === 'string' && ADDRESSES.has(name) && !/^https?:|[{}]/.test(member);
    return ours ? [{ file, address: member }] : referencesIn(member, file);
  });
}

function pointed(value: unknown, pointer: string): unknown {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? (at as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}
