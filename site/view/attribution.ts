/** What registries ask to be shown with their data. */
import type { Attribution, RegistryOverview } from '../../catalog/store/reader.ts';
import { webLink } from './text/web-link.ts';

/** One line that must stand on a page, with its link. */
export interface AttributionView {
  text: string;
  url: string;
  /** The record's page at the registry, on pages about one server. */
  listing?: string;
}

/** A server with more records of one registry than this has a page for each of them elsewhere. */
const MOST = 10;

/** Of the registries that list one server. */
export function serverAttributions(attributions: readonly Attribution[]): AttributionView[] {
  return attributions.slice(0, MOST).map(({ text, url, listing }) => {
    const link = webLink(listing ?? null);
    return { text, url, ...(link === undefined ? {} : { listing: link }) };
  });
}

/** Of the registries whose servers can stand in a list. */
export function listAttributions(registries: readonly RegistryOverview[]): AttributionView[] {
  return registries.flatMap(({ about, servers }) =>
    about?.attribution === undefined || servers === 0 ? [] : [{ ...about.attribution }],
  );
}
