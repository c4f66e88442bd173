import { Command } from '@commander-js/extra-typings';
import { stringify } from 'yaml';
import { EXIT, Rejected } from '../../catalog/errors.ts';
import type { Classification, Opinion } from '../../catalog/model/classification.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import type { DisputedVerdict } from '../../catalog/store/review-queue.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, wholeNumber } from '../options.ts';
import { count } from '../words.ts';

const JUDGES: Record<Opinion['by'], string> = {
  rules: 'rules',
  model: 'model',
  'model-without-text': 'model without the text',
  hints: 'author’s hints',
  'declared-category': 'author’s category',
  'declared-level': 'author’s risk level',
};

/** `toolgate review` */
export function reviewCommand({ io, exit }: CommandContext) {
  return new Command('review')
    .summary('list the verdicts that a person should look at')
    .description(
      'Lists verdicts on which the rules, the language model, the author’s annotations and risk tiers that the author declares ' +
        'do not agree, those of most servers first. With a server and a tool it prints the start of an override for ' +
        'data/overrides/, to be completed by whoever reviewed it.',
    )
    .argument('[server]', 'name of a server')
    .argument('[tool]', 'name of one of its tools')
    .option('--limit <n>', 'how many to list', wholeNumber(1), 20)
    .addOption(dbOption())
    .addOption(jsonOption())
    .action((server, tool, { db, limit, json: asJson }) => {
      const store = openStore(db, { readonly: true });
      try {
        if (server !== undefined) {
          const draft = draftOverride(store, server, tool);
          if (asJson) json(io.stdout, { command: 'review', draft });
          else io.stdout.write(yamlOf([draft]));
        } else {
          const waiting = store.reviewQueue.count();
          const disputed = store.reviewQueue.disputed(limit);
          if (asJson) json(io.stdout, { command: 'review', waiting, disputed });
          else {
            line(io.stdout, `${count(waiting, 'disputed verdict')}${waiting > limit ? `, the first ${limit}:` : ''}`);
            for (const verdict of disputed) for (const text of describe(verdict)) line(io.stdout, text);
          }
        }
      } finally {
        store.close();
      }
      exit(EXIT.done);
    });
}

function describe({ server, tool, servers, category, level, opinions, evidence }: DisputedVerdict): string[] {
  const reach = servers > 1 ? ` and ${count(servers - 1, 'other server')}` : '';
  return [
    `${tool} of ${server}${reach}: ${category}, ${level}`,
    `    ${opinions.map(({ by, says }) => `${JUDGES[by]}: ${says}`).join(' · ')}`,
    ...(evidence === undefined ? [] : [`    ${evidence.field}: ${JSON.stringify(shortened(evidence.quote))}`]),
  ];
}

/** YAML that reads back to the very value, and that no character of a server can make look like another. */
function yamlOf(value: unknown): string {
  const text = stringify(value, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  // Every string is quoted, so every character may be written as an escape.
  return text.replace(/[^\P{C}\n]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const shortened = (text: string) => (text.length > 120 ? `${text.slice(0, 120).toWellFormed()}…` : text);

/** An override with everything that the catalogue knows; what only a reviewer can say is left to be written. */
function draftOverride(store: Store, serverName: string, toolName: string | undefined) {
  const server = store.servers.byName(serverName);
  if (server === undefined) {
    throw new Rejected(`there is no server ${serverName}`, { hint: 'Give its name as its page shows it.' });
  }
  const tools = store.tools.of(server.id);
  const tool = tools.find(({ name }) => name === toolName);
  if (tool === undefined) {
    const names = tools.map(({ name }) => name).slice(0, 20);
    throw new Rejected(
      toolName === undefined ? `no tool of ${serverName} was named` : `${serverName} has no tool ${toolName}`,
      {
        hint:
          names.length > 0
            ? `It has ${names.join(', ')}${tools.length > names.length ? ', …' : ''}.`
            : 'It has no tools.',
      },
    );
  }
  const verdict: Partial<Classification> = store.classifications.of(tool.id) ?? {};
  return {
    server: serverName,
    tool: tool.name,
    definitionHash: tool.definitionHash,
    category: verdict.category ?? 'Unclassified',
    facets: verdict.facets ?? [],
    rationale: verdict.rationale ?? '',
    evidence: verdict.evidence ?? [],
    reviewer: '',
    reason: '',
  };
}
