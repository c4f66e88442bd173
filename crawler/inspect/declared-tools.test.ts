import { describe, expect, it } from 'vitest';
import type { StoredDetail } from '../../catalog/store/entry-details.ts';
import { declaredTools } from './declared-tools.ts';

const detail = (names: string[], parts: Partial<StoredDetail> & { complete?: boolean } = {}): StoredDetail => {
  const { complete = true, ...rest } = parts;
  const tools = names.map((name) => ({ name }));
  return { registry: 'glama', nativeId: 'a/b', seenAt: '', declaredTools: { tools, complete }, ...rest };
};
const live = (...names: string[]) => names.map((name) => ({ name, source: 'live' as const }));
const messages = (...parameters: Parameters<typeof declaredTools>) =>
  declaredTools(...parameters).map(({ message }) => message);

describe('crawler/inspect/declared-tools.test.ts', () => {
  it('says what a registry declares and the server does not list, and the other way round', () => {
    const listing = 'https://glama.ai/mcp/servers/a/b';
    const found = declaredTools([detail(['read', 'wipe', 'pay'], { listing })], live('read', 'send'));
    expect(found).toEqual([
      {
        rule: 'declared-tools',
        severity: 'info',
        message:
          'glama (record `a/b`) declares 2 tools (`wipe`, `pay`) that the server did not list when it was asked.',
        evidence: [{ url: listing }],
      },
      {
        rule: 'declared-tools',
        severity: 'info',
        message: 'The server listed a tool (`send`) that glama (record `a/b`) does not declare.',
        evidence: [{ url: listing }],
      },
    ]);
  });

  it('is silent where the lists agree, and about what a list of a few tools leaves out', () => {
    expect(messages([detail(['read'])], live('read'))).toEqual([]);
    expect(messages([detail(['read'], { complete: false })], live('read', 'send'))).toEqual([]);
    expect(messages([detail([])], live('read'))).toEqual([]);
    expect(messages([], live('read'))).toEqual([]);
  });

  it('compares only with what the server itself listed', () => {
    const imported = [{ name: 'read', source: 'imported' as const }];
    expect(messages([detail(['wipe'])], imported)).toEqual([]);
    expect(messages([detail(['wipe'])], [])).toEqual([]);
  });

  it('names a few of many', () => {
    const many = Array.from({ length: 2000 }, (_, i) => `tool_${i}`);
    const [message] = messages([detail(many)], live('read'));
    expect(message).toContain('declares 2000 tools');
    expect(message!.length).toBeLessThan(600);
  });
});
