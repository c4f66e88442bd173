import type { AttributionView } from '../attribution.ts';

/** The search page: its results come in the browser, and any of them may be of a registry that asks for attribution. */
export interface SearchPage {
  attributions: AttributionView[];
}
