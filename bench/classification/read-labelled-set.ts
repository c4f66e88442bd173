import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { Rejected } from '../../catalog/errors.ts';
import { LabelledLabel } from '../labelled/labelled-label.ts';
import { LabelledTool } from '../labelled/labelled-tool.ts';
import { readPackages } from '../labelled/packages.ts';
import { authorHint } from './author-hint.ts';
import { readText, sha256, type RowFile } from './read-rows.ts';
import type { Row } from './row.ts';

const FOLDER = join(import.meta.dirname, '../../data/labelled');

/**
 * Reads the project's own labelled set.
 *
 * @throws Rejected when a label has no tool
 */
export function readLabelledSet(): RowFile & { captured: string } {
  const toolsText = readText(join(FOLDER, 'tools.jsonl'));
  const labelsFile = join(FOLDER, 'labels.jsonl');
  const labelsText = existsSync(labelsFile) ? readText(labelsFile) : '';
  const tools = new Map(lines(toolsText, LabelledTool).map((tool) => [tool.id, tool]));
  const rows = lines(labelsText, LabelledLabel).map(({ id, category, level, facets, sure, readings }): Row => {
    const tool = tools.get(id);
    if (tool === undefined) throw new Rejected(`data/labelled/labels.jsonl: ${id} is no tool of tools.jsonl`);
    return {
      key: id,
      server: tool.server,
      tool: tool.definition,
      label: { category, level, facets },
      sure,
      readings,
      hint: authorHint(tool.definition.annotations),
    };
  });
  const { captured } = readPackages(join(FOLDER, 'packages.json'));
  return { sha256: sha256(toolsText + labelsText), captured, rows };
}

function lines<T extends z.ZodType>(text: string, schema: T): z.output<T>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
