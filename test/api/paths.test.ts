import { describe, expect, it } from 'vitest';
import * as api from '../../api/paths.ts';
import * as site from '../../site/links.ts';
import { VARIANT_FILES, VARIANT_IDS } from '../../policy/variants.ts';
import { ALL_CATEGORIES, ALL_LEVELS } from '../../catalog/model/rubric-order.ts';
import { TRICKY_NAMES } from './api-catalogue.ts';

describe('test/api/paths.test.ts', () => {
  it('agrees with the links of the site', () => {
    const [ofApi, ofSite] = [new Map(Object.entries(api)), new Map(Object.entries(site))];
    const both = [...ofSite.keys()].filter((name) => /^[A-Z_]+$/.test(name) && ofApi.has(name));
    expect(both).toEqual(
      expect.arrayContaining(['API_INDEX', 'API_TOOLS', 'API_DATABASE', 'API_OPENAPI', 'ATOM_FEED', 'POLICY_SCHEMA']),
    );
    for (const name of both) expect(ofApi.get(name)).toBe(ofSite.get(name));
    expect(api.serverJsonUrl('a-b')).toBe(site.serverJsonUrl('a-b'));
    expect(api.serverPageUrl('a-b')).toBe(site.serverUrl('a-b'));
    for (const level of ALL_LEVELS) expect(api.levelPageUrl(level)).toBe(site.levelUrl(level));
    for (const level of ALL_LEVELS) expect(api.levelToolsUrl(level)).toBe(site.apiLevelUrl(level));
    for (const category of ALL_CATEGORIES) expect(api.categoryToolsUrl(category)).toBe(site.apiCategoryUrl(category));
    expect(api.toolPageUrl('a-b', 'read')).toBe(site.toolUrl('a-b', 'read'));
    for (const variant of VARIANT_IDS) {
      expect(api.policyUrl('a-b', variant)).toBe(site.policyFileUrl('a-b', VARIANT_FILES[variant]));
    }
    for (const name of TRICKY_NAMES) expect(api.toolJsonUrl('a-b', name)).toBe(site.toolJsonUrl('a-b', name));
  });
});
