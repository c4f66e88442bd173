/** Members of schema.org's terms whose values are addresses. */
const URL_MEMBERS = new Set(['url', 'item', 'contentUrl']);

/**
 * schema.org data for a script element: URLs made absolute, and nothing in it that could end the element or start a
 * comment, whoever wrote the strings.
 */
export function scriptJson(value: object, siteUrl: string): string {
  const absolute = (key: string, member: unknown) =>
    URL_MEMBERS.has(key) && typeof member === 'string' ? new URL(member, siteUrl).href : member;
  return JSON.stringify(value, absolute).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
