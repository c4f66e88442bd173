import { describe, expect, it } from 'vitest';
import { breadcrumbData, pageData } from './structured-data.ts';

const head = { title: 'Servers · Toolgate', description: 'All of them.', url: '/tools/' };

describe('site/structured-data.test.ts', () => {
  it('names a page without the name of the site, which it is part of', () => {
    expect(pageData(head, { '@type': 'CollectionPage' })).toEqual({
      '@context': 'https://schema.org',
      '@type': 'CollectionPage',
      name: 'Servers',
      description: 'All of them.',
      url: '/tools/',
      inLanguage: 'en',
      isPartOf: { '@type': 'WebSite', name: 'Toolgate', url: '/' },
    });
  });

  it('the site itself is part of nothing', () => {
    expect(pageData(head, { '@type': 'WebSite' })).not.toHaveProperty('isPartOf');
  });

  it('counts breadcrumbs from one; the last has no address', () => {
    expect(breadcrumbData([{ name: 'Toolgate', url: '/' }], 'Search')).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: 'Toolgate', item: '/' },
        { position: 2, name: 'Search' },
      ],
    });
  });
});
