import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Severity } from '../../../../catalog/model/detections.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import { findingAt, hostileFact, MOST_FINDINGS, type TextDetection } from '../detection.ts';
import { DIRECTIVE_BOOK } from '../model-directive/detection.ts';
import { named } from '../named-list.ts';
import { phrasesIn } from '../phrase.ts';
import { plainText } from '../plain-text.ts';
import { STEERING_BOOK } from '../verdict-steering/detection.ts';
import { decodeBlobs } from './decode-blobs.ts';

/** A run of letters without a space that long, or escapes in a row: most strings have none. */
const CANDIDATE =
  /[A-Za-z0-9+/_-]{20}|(?:[0-9a-fA-F]{2}[ :,]){11}|(?:\\x[0-9a-fA-F]{2}){8}|(?:\\u00[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]{2,3};|%[2-7][0-9a-fA-F]){8}/;

const COMMAND =
  /\b(?:curl|wget)\s+(?:-|["']?https?:)|\|\s*(?:ba|z|da)?sh\b|\b(?:ba|z)?sh\s+-c\b|\bpowershell(?:\.exe)?\s+-|\brm\s+-[rf]{1,2}\b|\bnc\s+-|\/dev\/tcp\/|\bpython3?\s+-c\b|\beval\s*\(|\bchild_process\b|\bos\.system\b|\bsubprocess\.|\b(?:cat|scp|base64)\s+[~/]|\bInvoke-(?:Expression|WebRequest)\b|\bIEX\b|\bchmod\s+\+x\b|\bexport\s+\w+=|\bsudo\s|<script\b|\bjavascript:/i;
const ADDRESS = /^\s*(?:https?|ftp|wss?|file):\/\/\S+\s*$/i;
const ADDRESS_INSIDE = /\b(?:https?|wss?):\/\/[\w.-]+/i;
/** Serialised data (tokens, cursors, examples) is full of addresses and means nothing by them. */
const DATA = /^\s*[[{]/;

const SHOWN = 160;

/** D4: blobs that decode to a command, an address or an instruction. A blob that decodes to anything else is no finding. */
export const encodedPayload: TextDetection = ({ fields }) => {
  const findings: Finding[] = [];
  const facts: Fact[] = [];
  for (const field of fields) {
    if (findings.length >= MOST_FINDINGS) break;
    if (!CANDIDATE.test(field.text)) continue;
    for (const blob of decodeBlobs(field.text)) {
      const meaning = meaningOf(blob.text);
      if (meaning === undefined) continue;
      const { what, severity, certain } = meaning;
      const message = `The text contains a ${blob.encoding} blob that decodes to ${what}: ${named(blob.text, SHOWN)}.`;
      const finding = findingAt(field, blob, { rule: 'encoded-payload', severity, message });
      findings.push(finding);
      if (certain) facts.push(hostileFact(finding, 'model-directive'));
    }
  }
  return { findings, facts };
};

function meaningOf(text: string): { what: string; severity: Severity; certain: boolean } | undefined {
  const plain = plainText(text).text;
  const phrase = [...phrasesIn(plain, DIRECTIVE_BOOK.phrases), ...phrasesIn(plain, STEERING_BOOK.phrases)].some(
    (hit) => hit.phrase.certain,
  );
  if (phrase) return { what: 'an instruction to the model', severity: 'high', certain: true };
  if (COMMAND.test(text)) return { what: 'a command', severity: 'high', certain: true };
  if (ADDRESS.test(text)) return { what: 'an address', severity: 'low', certain: false };
  if (!DATA.test(text) && ADDRESS_INSIDE.test(text))
    return { what: 'a text with an address', severity: 'medium', certain: false };
  return undefined;
}
