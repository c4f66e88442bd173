import { expect, test } from 'vitest';
import { POLITENESS, politenessFor } from '../http/politeness.ts';
import { REGISTRIES } from './index.ts';
import type { RegistryDescriptor } from './registry.ts';

const ABOUTS: RegistryDescriptor[] = Object.values(REGISTRIES);

function section(about: RegistryDescriptor): string {
  const { id, title, homepage, lists, terms, attribution, base, baseNote, keys, incremental, declaresTools } = about;
  const later = incremental ? 'only what changed' : 'everything again';
  const row = base === undefined ? undefined : politenessFor(new URL(base).hostname, new URL(base).pathname);
  const parts = POLITENESS.filter(({ host, path }) => host === row?.host && path !== undefined && path !== row.path);
  const pace = (concurrency: number, ms: number) =>
    `${concurrency === 1 ? 'one request' : `${concurrency} requests`} at a time, ${ms / 1000} s between two`;
  const names = keys.map(({ variable, required }) => `\`${variable}\`${required ? '' : ' (not required)'}`);
  return [
    `## \`${id}\`: [${title}](${homepage})`,
    '',
    lists,
    '',
    `- Read from: ${base === undefined ? baseNote! : `\`${base}\``}`,
    `- Keys: ${keys.length === 0 ? 'none' : `${names.join(', ')}, from <${keys[0]!.obtain}>`}`,
    `- Later passes: ${about.partial === true ? 'what they meet; what they do not meet stays' : later}`,
    ...(about.private === true
      ? ['- Private: what it lists is launched on this machine, asked of no language model, and not published.']
      : []),
    ...(declaresTools ? ['- Declares tools; they are kept as declared, never as seen.'] : []),
    ...(row === undefined
      ? []
      : [row, ...parts].map(
          ({ concurrency, minIntervalMs, path, rule }, i) =>
            `- Pace${i === 0 ? '' : ` below \`${path!}\``}: ${pace(concurrency, minIntervalMs)} ([rule](${rule}))`,
        )),
    `- Terms: ${terms.text} ([terms](${terms.url}))`,
    ...(attribution === undefined ? [] : [`- Shown on pages with its data: [${attribution.text}](${attribution.url})`]),
  ].join('\n');
}

/** `vitest run crawler/registries/document --update` writes it anew. */
test('docs/registries.md is what the adapters say of themselves', async () => {
  const document = `# Registries

What \`toolgate crawl --registry <id...>\` can list. This page is made from the descriptors in \`crawler/registries/\`; another registry:
[add a registry](add-a-registry.md).

Keys are read from the environment. A key is sent to the origin of the registry's base URL and to no other, never over plain http except to
this machine, and is in no message and no catalogue. \`--base-url <id>=<url>\` reads a mirror instead.

${ABOUTS.map(section).join('\n\n')}
`;
  await expect(document).toMatchFileSnapshot('../../docs/registries.md');
});
