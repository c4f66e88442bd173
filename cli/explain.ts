import { Rejected } from '../catalog/errors.ts';
import { openStore, type Store } from '../catalog/store/open.ts';
import { snippetsOf } from '../catalog/store/source-references.ts';
import { serverContext } from '../crawler/classify/server-context.ts';
import { askModel, type AskResult } from '../crawler/stages/ask.ts';
import { listSource } from '../crawler/stages/ask-sources.ts';
import { explainTool } from '../crawler/stages/explain-tool.ts';
import { askExitCode, elsewhereLine } from './ask-lines.ts';
import { reportError } from './error-sink.ts';
import { explainLines } from './explain-lines.ts';
import { json, line, type Io } from './io.ts';
import type { ChosenModel } from './model-options.ts';
import { withCatalogue } from './with-catalogue.ts';

export interface ExplainOptions {
  /** Server and tool, apart or as `server/tool`; both may contain slashes. */
  names: readonly string[];
  db: string;
  json: boolean;
  quiet: boolean;
}

/**
 * `toolgate classify --explain`: how the verdict on one tool comes about. With a model that can be called, the tool is asked
 * about when it has no answer yet; without, the request that would be sent is shown.
 */
export async function explain(io: Io, options: ExplainOptions, chosen: ChosenModel | undefined): Promise<number> {
  const { names, db, quiet } = options;
  let asked: AskResult | undefined;
  if (chosen?.callable === true) {
    asked = await withCatalogue(io, { db, command: 'classify', quiet, existing: true }, async ({ store, context }) => {
      const { definition } = findTool(store, names);
      const server = chosen.open();
      try {
        const one = { ...chosen.options, ask: 'all' as const, batch: undefined };
        const result = await askModel(store, listSource([definition]), server, one, context);
        return { ...result, stages: { ask: result.counts } };
      } finally {
        await server.close();
      }
    });
  }
  const store = openStore(db, { readonly: true });
  try {
    const { name, ...tool } = findTool(store, names);
    const explanation = explainTool(store, tool, chosen?.options.model);
    if (options.json) json(io.stdout, { command: 'classify', tool: name, ...explanation });
    else for (const text of explainLines(name, explanation)) line(io.stdout, text);
  } finally {
    store.close();
  }
  if (asked !== undefined && asked.counts.elsewhere > 0) line(io.stderr, elsewhereLine(asked.counts.elsewhere));
  if (asked?.ending.kind === 'trouble') reportError(io, asked.ending.error, options.json);
  return asked === undefined ? 0 : askExitCode(asked);
}

/** @throws Rejected when the catalogue has no such tool */
function findTool(store: Store, names: readonly string[]) {
  const pairs = names.length === 2 ? [[names[0]!, names[1]!] as const] : splitsOf(names[0] ?? '');
  const servers = new Map(pairs);
  for (const { id, name, status } of store.servers.all()) {
    const tool = servers.get(name);
    if (tool === undefined || status === 'deleted') continue;
    const found = store.tools.of(id).find((each) => each.name === tool);
    if (found === undefined) continue;
    const { definition, definitionHash } = found;
    const reviewed = store.overrides.find(name, tool);
    return {
      name: `${name}/${tool}`,
      definition,
      definitionHash,
      source: snippetsOf(store.sourceReferences.of(found.id)),
      beside: serverContext(store.tools.names(id)),
      override: reviewed?.definitionHash === definitionHash ? reviewed : undefined,
    };
  }
  throw new Rejected(`the catalogue has no tool ${names.join(' of ')}`, {
    hint: 'Give server and tool as their pages name them: --explain io.github.example/notes delete_note',
  });
}

/** Every way to read `a/b/c` as a server and a tool. */
function splitsOf(text: string): [string, string][] {
  return Array.from(text.matchAll(/\//g), ({ index }) => [text.slice(0, index), text.slice(index + 1)]);
}
