import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Field } from '../../reading.ts';
import { mixesLookalikes } from '../../text/fold.ts';
import type { Rule } from '../rule.ts';

interface Kind {
  name: string;
  pattern: RegExp;
  severity: Finding['severity'];
}

/** What no honest definition needs. Joiners inside emoji and in scripts that need them are left out. */
// oxlint-disable no-control-regex -- control characters are what this rule looks for
const KINDS: readonly Kind[] = [
  {
    name: 'TAG characters, which are invisible and can spell a text',
    pattern: /[\u{e0000}-\u{e007f}]+/u,
    severity: 'high',
  },
  {
    name: 'characters that reverse the direction of text',
    pattern: /[\u202a-\u202e\u2066-\u2069]+/u,
    severity: 'high',
  },
  {
    name: 'characters without width',
    pattern:
      /(?<=[\x20-\x7e])[\u200b-\u200d\u2060-\u2064\u180e\u3164\uffa0\u115f\u1160]+|[\u200b\u2060-\u2064]+|(?<!^)\ufeff/u,
    severity: 'medium',
  },
  {
    name: 'terminal control sequences',
    pattern: /\u001b(?:\[[0-9;?]{0,20}[a-zA-Z]|\][^\u0007]{0,200})?|\u009b/u,
    severity: 'high',
  },
  {
    name: 'control characters',
    pattern: /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009a\u009c-\u009f]+/u,
    severity: 'medium',
  },
];
// oxlint-enable no-control-regex
const MAX_FINDINGS = 20;
const SUSPECT = /[^\x20-\x7e\n\r\t]/;

/** Hidden, reversing, controlling and look-alike characters, in every string of the definition. */
export const hiddenCharacters: Rule = ({ fields, nameWords, name }) => {
  const findings: Finding[] = [];
  for (const field of fields) {
    // The tool is judged hostile by now; more of the same would only fill its page.
    if (findings.length >= MAX_FINDINGS) break;
    if (SUSPECT.test(field.text)) findings.push(...findIn(field));
  }
  const mixed = nameWords.map(({ start, end }) => name.slice(start, end)).find(mixesLookalikes);
  if (mixed !== undefined)
    findings.push(finding('letters of several scripts that look alike', 'medium', '/name', mixed, name.indexOf(mixed)));
  const facts = findings.slice(0, 3).map((item): Fact => ({
    kind: 'hostile',
    value: 'hidden-characters',
    rule: 'hidden-characters',
    certainty: 'clear',
    evidence: [{ field: item.field, quote: item.quote }],
  }));
  return { facts, findings };
};

function findIn(field: Field): Finding[] {
  return KINDS.flatMap(({ name, pattern, severity }) => {
    const match = pattern.exec(field.text);
    if (match === null) return [];
    return [
      finding(
        name,
        severity,
        field.pointer,
        match[0].slice(0, 100).toWellFormed(),
        field.isName ? undefined : match.index,
      ),
    ];
  });
}

function finding(what: string, severity: Finding['severity'], field: string, quote: string, offset?: number): Finding {
  const message = `The definition contains ${what}.`;
  return { rule: 'hidden-characters', severity, message, field, quote, ...(offset === undefined ? {} : { offset }) };
}
