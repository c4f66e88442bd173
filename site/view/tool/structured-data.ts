import type { ServerView } from '../../../catalog/store/reader.ts';
import { HOME, SERVERS, serverUrl } from '../../links.ts';
import { visibleString } from '../text/visible-text.ts';

interface Article {
  name: string;
  url: string;
  description: string;
  since: string | undefined;
}

/** schema.org data of a tool's page; URLs are made absolute by the layout when the site's address is known. */
export function structuredData({ server }: ServerView, { name, url, description, since }: Article): object {
  const headline = visibleString(name);
  const crumbs = [
    { name: 'Toolgate', item: HOME },
    { name: 'Servers', item: SERVERS },
    { name: visibleString(server.name), item: serverUrl(server.slug) },
    { name: headline, item: url },
  ];
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'BreadcrumbList',
        itemListElement: crumbs.map((crumb, i) => ({ '@type': 'ListItem', position: i + 1, ...crumb })),
      },
      { '@type': 'TechArticle', headline, description, url, ...(since === undefined ? {} : { dateModified: since }) },
    ],
  };
}
