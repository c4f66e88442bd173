/** What only the operator can say about the site. */
export interface AboutPage {
  /** Where corrections and reports are taken: an https or mailto address. */
  contact?: string;
}
