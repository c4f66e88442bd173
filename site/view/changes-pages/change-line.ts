import type { CatalogueChange, ChangeEvent } from '../../../catalog/store/changes.ts';
import type { CatalogueReader } from '../../../catalog/store/reader.ts';
import { serverUrl, toolUrl } from '../../links.ts';
import { backticks } from '../text/backticks.ts';
import { firstLine, shortName } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { counted, listed } from '../text/words.ts';
import type { CHANGE_SUBJECTS } from '../../../catalog/model/definition-change.ts';

/** A change as one line of a list. */
export interface ChangeLine {
  event: ChangeEvent;
  /** In two words, for a tag. */
  label: string;
  server: { name: string; url?: string };
  tool?: { name: string; url?: string };
  /** What happened beyond that. */
  says?: Prose;
  /** The first fields of a definition that changed, each in words. */
  fields: Prose[];
  /** `10:42`, UTC. */
  time: string;
}

export const EVENT_LABELS: Readonly<Record<ChangeEvent, string>> = {
  'server-removed': 'server gone',
  'tool-changed': 'tool changed',
  'tool-removed': 'tool gone',
  'tool-returned': 'tool back',
  'tool-added': 'new tool',
  'tools-listed': 'first list',
  'server-added': 'new server',
};

/** Of several of a kind. */
export const EVENT_PLURALS: Readonly<Record<ChangeEvent, string>> = {
  'server-removed': 'servers gone',
  'tool-changed': 'tools changed',
  'tool-removed': 'tools gone',
  'tool-returned': 'returned tools',
  'tool-added': 'new tools',
  'tools-listed': 'first lists',
  'server-added': 'new servers',
};

/** Fields that are told one by one; a rewritten schema is one event, however many fields it has. */
const MOST_FIELDS = 3;

const SUBJECTS: Readonly<Record<(typeof CHANGE_SUBJECTS)[number], string>> = {
  title: 'title',
  description: 'description',
  annotation: 'annotations',
  argument: 'arguments',
  'argument-required': 'required arguments',
  'argument-type': 'types of arguments',
  'argument-values': 'values of arguments',
  'argument-text': 'words about arguments',
  'input-schema': 'input schema',
  'output-schema': 'output schema',
};

/**
 * The line of a change.
 *
 * @param change of a new server, its tools are those of the first list that came with it
 * @param diffOf asked for changed definitions only
 */
export function changeLine(change: CatalogueChange, diffOf: CatalogueReader['definitionDiff']): ChangeLine {
  const { at, event, server, slug, tool, toolSlug, tools, packageVersion } = change;
  const diff = change.before === undefined ? undefined : diffOf(change.before, change.after!);
  const subjects = [...new Set(diff?.changes.map(({ subject }) => SUBJECTS[subject]))];
  const version: Prose =
    packageVersion === undefined ? [] : [' in version ', { foreign: firstLine(packageVersion, 40) }];
  const says: Prose | undefined =
    event === 'tools-listed'
      ? [counted(tools ?? 0, 'tool')]
      : event === 'tool-changed'
        ? [subjects.length === 0 ? 'definition' : listed(subjects), ...version]
        : event === 'server-added' && tools !== undefined
          ? [`with ${counted(tools, 'tool')}`]
          : undefined;
  const fields = diff?.changes.slice(0, MOST_FIELDS).map((field) => backticks(field.says)) ?? [];
  const more = (diff?.changes.length ?? 0) + (diff?.more ?? 0) - fields.length;
  return {
    event,
    label: EVENT_LABELS[event],
    server: { name: shortName(server, 120), ...(event === 'server-removed' ? {} : { url: serverUrl(slug) }) },
    ...(tool !== undefined && {
      tool: { name: shortName(tool, 120), ...(toolSlug !== undefined && { url: toolUrl(slug, toolSlug) }) },
    }),
    ...(says !== undefined && { says }),
    fields: more > 0 ? [...fields, [`and ${counted(more, 'more field')}`]] : fields,
    time: at.slice(11, 16),
  };
}
