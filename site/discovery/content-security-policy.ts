/** Pages load what stands beside them and nothing else, whatever text of a stranger is in them. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** The same as a header, where it can also say that no page is shown inside of another. */
export const CONTENT_SECURITY_HEADER = `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`;
