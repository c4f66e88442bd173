import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test.each([
  ['full width', '\uff44\uff45\uff4c\uff45\uff54\uff45'],
  ['circled', 'ⓓⓔⓛⓔⓣⓔ'],
  ['negative squared', '🅳🅴🅻🅴🆃🅴'],
  ['Cyrillic among Latin', 'd\u0435lete'],
  ['Cherokee', 'ᎠᎬᏞᎬᎢᎬ'],
  ['an accent', 'de\u0301lete'],
  ['dots below', 'ḍẹḷẹṭẹ'],
  ['nothing visible', 'del\u200bete'],
  ['a control character', 'del\u0007ete'],
  ['written backwards', '\u202eeteled\u202c'],
  ['digits', 'd3l3t3'],
  ['HTML', '&#100;elete'],
  ['a vowel too many', 'deelete'],
])('%s: delete', (_, word) => {
  expect(fold(word)).toBe('delete');
});

test('a whole word of look-alikes is one of ours only when it is in the lexicon', () => {
  expect(fold('рау')).toBe('pay');
  expect(fold('нет')).toBe('нет');
});

test.each(['añade', 'löscht', '删除', 's3', 'ec2', 'book', 'пользователь'])('%s stays', (word) => {
  expect(fold(word)).toBe(word);
});

test('Greek small nu is read as n or v, whichever makes a word', () => {
  expect(fold('rεmονε')).toBe('remove');
  expect(fold('εxpaνd')).toBe('expand');
});
