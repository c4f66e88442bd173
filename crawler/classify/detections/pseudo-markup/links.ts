import type { Severity } from '../../../../catalog/model/detections.ts';

/** An image or link whose address has room for data. */
export interface LinkSign {
  start: number;
  end: number;
  severity: Severity;
  certain: boolean;
  says: string;
}

/** The address of a Markdown image or link, or of an HTML image; begins with its own opening, so that a search is linear. */
const TARGET =
  /\]\( ?<?((?:https?:)?\/\/[^)\s]{1,800})|<img\b[^<>]{0,200}\bsrc ?= ?["']?((?:https?:)?\/\/[^"'\s<>]{1,800})/gi;
const OPENING = /(!?)\[[^\]\n[]{0,200}$/;

/** `{data}`, `{{data}}`, `<data>`, `[data]`, `$data`, `%s` or nothing behind an equals sign: to be filled by whoever follows. */
const TO_FILL =
  /[?&#][^=]{1,60}=(?:\{[^}]{0,80}\}|<[^>]{0,80}|\[[^\]]{0,80}|\$\{?\w|%s|%7b|$|&|\.\.\.|…)|\/(?:\[[A-Z_]{3,30}\]|\{\{[a-zA-Z_. ]{3,30}\}\})/;
const OF_THE_USER =
  /(?:conversation|context|history|secret|token|passw|api_?key|credential|prompt|env\b|messages?|cookie|session|private|\bdata)/i;

/** Images and links of a text whose address is meant to be filled with something. */
export function linkSigns(text: string): LinkSign[] {
  const signs: LinkSign[] = [];
  for (const match of text.matchAll(TARGET)) {
    const url = match[1] ?? match[2] ?? '';
    const fill = TO_FILL.exec(url);
    if (fill === null) continue;
    const opening =
      match[1] === undefined ? undefined : OPENING.exec(text.slice(Math.max(0, match.index - 201), match.index));
    if (opening === null) continue;
    const image = opening === undefined || opening[1] === '!';
    const personal = OF_THE_USER.test(url.slice(fill.index));
    const start = match.index - (opening?.[0].length ?? 0);
    signs.push({
      start,
      end: match.index + match[0].length,
      severity: image ? (personal ? 'high' : 'medium') : personal ? 'medium' : 'low',
      certain: image && personal,
      says: image
        ? 'contains an image whose address is to be filled in; showing it would send what was filled in'
        : 'contains a link whose address is to be filled in',
    });
    if (signs.length >= 5) break;
  }
  return signs;
}
