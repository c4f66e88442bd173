import type { PageKind, PageModels, PageParams } from './view/page-models.ts';

/** One page of the site; its model is made when it is asked for. */
export interface Page<Kind extends PageKind = PageKind> {
  kind: Kind;
  url: string;
  /** As in the name of its route. */
  params: PageParams;
  model: () => PageModels[Kind];
  /**
   * What the model is made from, the program that makes it included, where that is much quicker to say than the model itself:
   * while it is the same, the model is not made.
   */
  madeFrom?: () => unknown;
  /** Not to be listed by search engines; a model can say so itself. */
  noindex?: boolean;
}

/** A page whose model fits its kind. */
export const page = <Kind extends PageKind>(
  kind: Kind,
  url: string,
  model: () => PageModels[Kind],
  params: PageParams = {},
): Page => ({ kind, url, params, model });
