import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import { findingAt, hostileFact, MOST_FINDINGS, type TextDetection } from '../detection.ts';
import { plainTextOf } from '../phrase.ts';
import { linkSigns } from './links.ts';
import { tagSigns } from './tags.ts';

const MARKED = /[<>＜＞]|\]\(|\[\/?inst\]/i;

/** D3: pseudo-tags, tokens of chat templates, images and links with room for data, in every string of the definition. */
export const pseudoMarkup: TextDetection = ({ fields, topic }) => {
  const findings: Finding[] = [];
  const facts: Fact[] = [];
  for (const field of fields) {
    if (findings.length >= MOST_FINDINGS) break;
    if (!MARKED.test(field.text)) continue;
    const plain = plainTextOf(field);
    const signs = [
      ...tagSigns(plain.text, topic).map((sign) => ({ ...sign, at: plain.rawSpan(sign.start, sign.end) })),
      // Addresses are compared as they are: letter case and line ends matter in them.
      ...linkSigns(field.text).map((sign) => ({ ...sign, at: { start: sign.start, length: sign.end - sign.start } })),
    ];
    for (const { at, severity, certain, says } of signs) {
      const finding = findingAt(field, at, { rule: 'pseudo-markup', severity, message: `The text ${says}.` });
      if (finding.quote === '') continue;
      findings.push(finding);
      if (certain) facts.push(hostileFact(finding, 'model-directive'));
    }
  }
  return { findings, facts };
};
