import { describe, expect, test } from 'vitest';
import { quoteHolds } from '../../quote.ts';
import { readDefinition } from '../../read-definition.ts';
import { controlCharacters } from './detection.ts';

const described = (description: string) => controlCharacters(readDefinition({ name: 'x', description }));

describe('crawler/classify/detections/control-characters', () => {
  test.each([
    ['a colour', 'Gets \u001b[8ma note\u001b[0m', '\u001b[8m'],
    ['a link', '\u001b]8;;https://evil.example\u0007docs\u001b]8;;\u0007', '\u001b]8;;https://evil.example'],
    ['the one-byte form', 'Gets \u009b2J a note', '\u009b2J a note'],
    ['a bare escape', 'Gets \u001b', '\u001b'],
  ])('%s is a terminal sequence', (_, description, quote) => {
    const { findings, facts } = described(description);
    expect(findings[0]).toMatchObject({ severity: 'high', quote, rule: 'control-characters' });
    expect(quoteHolds({ name: 'x', description }, findings[0]!)).toBe(true);
    expect(facts).toHaveLength(1);
  });

  test.each([
    ['a backspace', 'safe\u0008\u0008\u0008\u0008evil', 'medium'],
    ['a carriage return inside a line', 'Deletes all\rReads a note', 'medium'],
    ['what a broken encoding leaves', 'it\u0092s', 'info'],
    ['a null byte', 'a\u0000b', 'info'],
  ])('%s is shown and raises nothing', (_, description, severity) => {
    const { findings, facts } = described(description);
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
    expect(facts).toEqual([]);
  });

  test.each([
    ['lines of any system', 'one\ntwo\r\nthree\tfour\r\n'],
    ['an escape in letters', String.raw`Prints \x1b[31mred\x1b[0m and \u001b[0m`],
    ['accents and emoji', 'déjà vu 😀 你好'],
  ])('%s: nothing', (_, description) => {
    expect(described(description)).toEqual({ findings: [], facts: [] });
  });
});
