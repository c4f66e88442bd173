/**
 * What pages say of themselves in schema.org's words (https://schema.org). URLs are written as the site has them; the script
 * element that carries them makes them absolute.
 */

/** The kind of a page, and members that only its kind has. */
export interface Described {
  /** `CollectionPage` for a list, `TechArticle` for something to read, `ItemPage` for one server … */
  '@type': string;
  [member: string]: unknown;
}

interface Head {
  title: string;
  description: string;
  url: string;
}

const WEB_SITE = { '@type': 'WebSite', name: 'Toolgate', url: '/' };

/** The page itself, beside what its kind adds. */
export function pageData({ title, description, url }: Head, described: Described = { '@type': 'WebPage' }): object {
  const name = title.replace(/ · Toolgate$/, '');
  const whole = described['@type'] === 'WebSite' ? {} : { isPartOf: WEB_SITE };
  return { '@context': 'https://schema.org', name, description, url, inLanguage: 'en', ...whole, ...described };
}

/** Where a page stands; the last one is the page itself, which needs no address. */
export function breadcrumbData(path: readonly { name: string; url: string }[], here: string): object {
  const items = [...path.map(({ name, url }) => ({ name, item: url })), { name: here }];
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: items.map((item, i) => ({ '@type': 'ListItem', position: i + 1, ...item })),
  };
}
