import { expect, it } from 'vitest';
import { xmlText } from './xml-text.ts';

/** https://www.w3.org/TR/xml/#NT-Char */
const XML = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

it('leaves no character that XML forbids, and none that could be markup', () => {
  const all = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code)).join('');
  const text = xmlText(all);
  expect(text).toMatch(XML);
  expect(text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/);
});

it('spells out what cannot be seen, and keeps everything else', () => {
  expect(xmlText('pay\u202Etnuoma\u0000 <b> 名前 💣')).toBe('pay\\u202etnuoma\\u0000 &lt;b&gt; 名前 💣');
});
