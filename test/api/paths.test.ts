import { describe, expect, it } from 'vitest';
import * as api from '../../api/paths.ts';
import * as site from '../../site/links.ts';
import { ALL_LEVELS } from '../../api/all-levels.ts';
import { TRICKY_NAMES } from './api-catalogue.ts';

describe('test/api/paths.test.ts', () => {
  it('agrees with the links of the site', () => {
    expect([api.API_INDEX, api.API_TOOLS, api.POLICY_SCHEMA]).toEqual([
      site.API_INDEX,
      site.API_TOOLS,
      site.POLICY_SCHEMA,
    ]);
    expect(api.serverJsonUrl('a-b')).toBe(site.serverJsonUrl('a-b'));
    expect(api.serverPageUrl('a-b')).toBe(site.serverUrl('a-b'));
    for (const level of ALL_LEVELS) expect(api.levelPageUrl(level)).toBe(site.levelUrl(level));
    expect(api.toolPageUrl('a-b', 'read')).toBe(site.toolUrl('a-b', 'read'));
    for (const name of TRICKY_NAMES) expect(api.toolJsonUrl('a-b', name)).toBe(site.toolJsonUrl('a-b', name));
  });
});
