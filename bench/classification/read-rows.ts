import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { definitionHash } from '../../catalog/definition-hash.ts';
import { Rejected } from '../../catalog/errors.ts';
import { parseTool } from '../../catalog/parse-tool.ts';
import { authorHint } from './author-hint.ts';
import { Label, type Row } from './row.ts';

const Line = z.looseObject({ server: z.string(), gold: Label.extend({ sure: z.number().optional() }).optional() });

/** Rows of a file, and the hash that says which file it was. */
export interface RowFile {
  /** SHA-256 of the file's text, unpacked. */
  sha256: string;
  rows: Row[];
}

/**
 * Reads a file of labelled tools: JSON Lines, `.gz` is unpacked, each line a definition with `server` and perhaps `gold`.
 * Lines whose definition the catalogue would refuse are left out, as they are in a crawl.
 *
 * @throws Rejected with the line for what is no such file
 */
export function readRows(file: string): RowFile {
  const text = readText(file);
  const rows = text.split('\n').flatMap((line, index): Row[] => {
    if (line === '') return [];
    try {
      const json: unknown = JSON.parse(line);
      const { server, gold } = Line.parse(json);
      const parsed = parseTool(json, index);
      if ('malformed' in parsed) return [];
      const { tool } = parsed;
      const key = `${definitionHash(tool)} ${server}`;
      return [{ key, server, tool, label: gold, sure: gold?.sure, hint: authorHint(tool.annotations) }];
    } catch (cause) {
      throw new Rejected(`${file}, line ${index + 1}: no labelled tool`, { cause });
    }
  });
  return { sha256: sha256(text), rows };
}

/** The text of a file, `.gz` unpacked. */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** As hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
