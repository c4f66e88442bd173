import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Severity } from '../../../../catalog/model/detections.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import { findingAt, hostileFact, MOST_FINDINGS, type TextDetection } from '../detection.ts';

// oxlint-disable no-control-regex -- control characters are what this detection looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** ECMA-48: escape or its one-byte forms, then a control, operating system or single character sequence. */
const SEQUENCE =
  /\u001b(?:\[[0-9:;<=>?]{0,40}[ -/]{0,4}[@-~]|[\]PX^_][^\u0007\u001b\u009c]{0,200}|[ -~])?|[\u009b\u009d][ -~]{1,40}/;
/** A carriage return that ends no line lets what follows overwrite the line. */
const OVERWRITES = /[\u0008\u007f]+|\r(?=[^\r\n])/;
const OTHER = /[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u0080-\u009f]+/;
// oxlint-enable no-control-regex

const KINDS: readonly { pattern: RegExp; severity: Severity; what: string; certain: boolean }[] = [
  { pattern: SEQUENCE, severity: 'high', what: 'a terminal control sequence', certain: true },
  {
    pattern: OVERWRITES,
    severity: 'medium',
    what: 'a character that deletes or overwrites what stands before it',
    certain: false,
  },
  {
    pattern: OTHER,
    severity: 'info',
    what: 'control characters, as broken encodings leave them behind',
    certain: false,
  },
];

/** D2: what a terminal would obey instead of showing it. */
export const controlCharacters: TextDetection = ({ fields }) => {
  const findings: Finding[] = [];
  const facts: Fact[] = [];
  for (const field of fields) {
    if (findings.length >= MOST_FINDINGS) break;
    if (!CONTROL.test(field.text)) continue;
    for (const { pattern, severity, what, certain } of KINDS) {
      const match = pattern.exec(field.text);
      if (match === null) continue;
      const message = `The text contains ${what} (${codes(match[0])}).`;
      const at = { start: match.index, length: match[0].length };
      const finding = findingAt(field, at, { rule: 'control-characters', severity, message });
      findings.push(finding);
      if (certain) facts.push(hostileFact(finding, 'hidden-characters'));
    }
  }
  return { findings, facts };
};

/** The first characters by number: printed as they are, they would do what they do. */
function codes(text: string): string {
  const shown = Array.from(text.slice(0, 8), (character) => {
    const code = character.codePointAt(0)!;
    return code > 0x20 && code < 0x7f ? character : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return `${shown.join(' ')}${text.length > 8 ? ' …' : ''}`;
}
