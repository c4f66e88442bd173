const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that {@link serverCard} let through, for SVG. */
export const svgText = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
