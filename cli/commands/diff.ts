import { Command } from '@commander-js/extra-typings';
import { EXIT, Rejected } from '../../catalog/errors.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { toolChanges } from '../../catalog/tool-changes.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption } from '../options.ts';
import { findServer } from '../server-history/find-server.ts';
import { toolDiffLines, type ToolDiff } from '../tool-diff-lines.ts';

/** `toolgate diff` */
export function diffCommand({ io, exit }: CommandContext) {
  return new Command('diff')
    .summary('say how the definitions of a server’s tools changed, field by field')
    .description(
      'Shows every change of a tool definition that the crawler has seen, newest first: date, package version, the fields ' +
        'that changed with the old and the new value, and how much each weighs; and tools that were added or taken away.',
    )
    .argument('<server>', 'name, slug, package, or address of repository, remote or page')
    .argument('[tool]', 'name of one tool; otherwise all that changed')
    .addOption(dbOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Severity says what a caller should look at: medium is a promise taken back (readOnlyHint), a new required argument or another
type; low is a new or missing argument or other values; info is text and output. What the change lets a caller do is judged
apart and shown as a finding.

Examples:
  toolgate diff io.github.example/notes
  toolgate diff io.github.example/notes delete_note --json

Exit codes: 0 done, 2 no such server, tool or catalogue.`,
    )
    .action((name, tool, { db, json: asJson }) => {
      const store = openStore(db, { readonly: true });
      try {
        const server = findServer(store, name);
        const diffs = diffsOf(store, server.id, server.name, tool);
        if (asJson) json(io.stdout, { command: 'diff', server: server.name, tools: diffs });
        else for (const text of toolDiffLines(server.name, diffs, tool !== undefined)) line(io.stdout, text);
      } finally {
        store.close();
      }
      exit(EXIT.done);
    });
}

function diffsOf(store: Store, serverId: number, server: string, wanted: string | undefined): ToolDiff[] {
  const all = store.tools.everOf(serverId);
  const tools = wanted === undefined ? all : all.filter(({ name }) => name === wanted);
  if (wanted !== undefined && tools.length === 0) {
    const names = all.map(({ name }) => name);
    throw new Rejected(`${server} has and had no tool ${wanted}`, {
      hint:
        names.length === 0
          ? 'None of its tools is known.'
          : `It has or had ${names.slice(0, 10).join(', ')}${names.length > 10 ? ' …' : ''}.`,
    });
  }
  const first = all.map(({ firstSeenAt }) => firstSeenAt).toSorted()[0];
  return tools
    .map(({ id, name, firstSeenAt, removedAt }) => ({
      tool: name,
      firstSeenAt,
      removedAt,
      absences: store.tools.absences(id),
      addedLater: firstSeenAt !== first,
      versions: toolChanges(store, id),
    }))
    .filter(
      (diff) =>
        wanted !== undefined ||
        diff.versions.length > 1 ||
        diff.removedAt !== null ||
        diff.absences.length > 0 ||
        diff.addedLater,
    );
}
