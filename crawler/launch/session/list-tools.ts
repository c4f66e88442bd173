import type { OutcomeCode } from '../../../catalog/model/launch.ts';
import type { MalformedTool, ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { parseTool } from '../../../catalog/parse-tool.ts';

/** A complete list. */
export interface ToolList {
  tools: ToolDefinition[];
  malformed: MalformedTool[];
}

/** Why a list is refused as a whole. */
export interface ListRefusal {
  code: Extract<OutcomeCode, 'malformed-list' | 'cursor-loop' | 'too-many-pages' | 'too-many-tools' | 'empty-list'>;
  detail: string;
}

/**
 * Reads all pages of a tool list, keeping the good entries and the reasons against the bad ones.
 *
 * @param getPage asks for one page; what it throws goes to the caller
 */
export async function listTools(
  getPage: (cursor: string | undefined) => Promise<{ tools?: unknown; nextCursor?: unknown }>,
  limits: { pages: number; tools: number },
): Promise<ToolList | ListRefusal> {
  const list: ToolList = { tools: [], malformed: [] };
  const names = new Set<string>();
  const cursors = new Set<string>();
  let index = 0;
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    const { tools, nextCursor } = await getPage(cursor);
    if (!Array.isArray(tools)) {
      return { code: 'malformed-list', detail: `Page ${page} of its answer to tools/list has no array of tools.` };
    }
    if (index + tools.length > limits.tools) {
      return { code: 'too-many-tools', detail: `It lists more than ${limits.tools} tools.` };
    }
    for (const raw of tools as unknown[]) {
      const parsed = parseTool(raw, index);
      index += 1;
      if ('malformed' in parsed) {
        list.malformed.push(parsed.malformed);
      } else if (names.has(parsed.tool.name)) {
        // Clients call a tool by its name, so only one of them can be meant; which, no specification says.
        const reason = 'is a second tool of the same name';
        list.malformed.push({ index: index - 1, label: parsed.tool.name.slice(0, 200).toWellFormed(), reason });
      } else {
        names.add(parsed.tool.name);
        list.tools.push(parsed.tool);
      }
    }
    // Some servers send null or an empty string after the last page.
    if (nextCursor === undefined || nextCursor === null || nextCursor === '') break;
    if (typeof nextCursor !== 'string') {
      return { code: 'malformed-list', detail: `Page ${page} of its tool list has a cursor that is no string.` };
    }
    if (cursors.has(nextCursor)) {
      return { code: 'cursor-loop', detail: `Page ${page} of its tool list repeats an earlier cursor.` };
    }
    if (page >= limits.pages) {
      return { code: 'too-many-pages', detail: `Its tool list has more than ${limits.pages} pages.` };
    }
    cursors.add(nextCursor);
    cursor = nextCursor;
  }
  if (list.tools.length > 0) return list;
  const [first] = list.malformed;
  return first === undefined
    ? { code: 'empty-list', detail: 'It answered tools/list with an empty list.' }
    : { code: 'malformed-list', detail: `None of its ${index} tools can be read; ${first.label} ${first.reason}.` };
}
