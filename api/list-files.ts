/** The files that hold rows of all servers; they are written while the servers are read, beside the published folder. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from '../catalog/model/rubric.ts';
import type { Server } from '../catalog/store/servers.ts';
import { ALL_LEVELS } from './all-levels.ts';
import { documentHeader } from './document/document-header.ts';
import { verdictLine } from './document/verdict-line.ts';
import type { ServerLine } from './model/api-servers.ts';
import type { ApiTool } from './model/api-tool.ts';
import { API_SERVERS, API_TOOLS, levelToolsUrl } from './paths.ts';
import type { Publisher } from './publisher.ts';
import { listLayout } from './text/document-text.ts';
import { jsonText } from './text/json-text.ts';
import { LINES } from './text/rows-layout.ts';
import { openRowsFile, type RowsFile } from './text/rows-file.ts';

export interface ListFiles {
  server(line: ServerLine): void;
  /** Adds a tool whose JSON text was already made. */
  tool(server: Server, tool: ApiTool, json: string): void;
  publish(publisher: Publisher): void;
  /** Closes and deletes what is left of the files. */
  discard(): void;
}

/** Starts all lists in a folder of their own. */
export function openListFiles(folder: string, siteUrl?: string): ListFiles {
  // Left over when an export was killed.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, RowsFile>();
  const open = (url: string, layout = LINES) => {
    const file = openRowsFile(join(folder, String(files.size)), layout);
    files.set(url, file);
    return file;
  };
  const servers = open(API_SERVERS, listLayout(documentHeader('servers', siteUrl), 'servers'));
  const tools = open(API_TOOLS);
  const levels = Object.fromEntries(ALL_LEVELS.map((level) => [level, open(levelToolsUrl(level))])) as Record<
    Level,
    RowsFile
  >;
  return {
    server: (line) => servers.row(jsonText(line)),
    tool(server, tool, json) {
      const of = jsonText({ server: server.name, serverSlug: server.slug });
      tools.row(`${of.slice(0, -1)},${json.slice(1)}`);
      levels[tool.level].row(jsonText(verdictLine(server, tool)));
    },
    publish(publisher) {
      for (const [url, file] of files) publisher.file(url, file);
    },
    discard() {
      for (const file of files.values()) file.abandon();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
