import type { DefinitionChange } from '../model/definition-change.ts';
import type { ToolDefinition } from '../model/tool-definition.ts';
import { annotationChanges } from './annotation-changes.ts';
import { change, type Change } from './change.ts';
import { schemaChanges } from './schema-changes.ts';

/** What differs between two definitions. */
export interface DefinitionDiff {
  /** The first ones, in the order in which a definition is read. */
  changes: DefinitionChange[];
  /** Changes beyond those. */
  more: number;
}

/** Changes that are kept of one pair: a rewritten schema is one event, however many fields it has. */
const MOST_CHANGES = 100;

/**
 * Compares two definitions of one tool field by field. It says what changed and never what that lets a caller do: what a
 * change of capability is, `crawler/inspect/definition-drift.ts` decides. Pure, and bounded for definitions of any size.
 */
export function definitionDiff(before: ToolDefinition, after: ToolDefinition): DefinitionDiff {
  const all: Change[] = [
    ...textChanges(before, after),
    ...annotationChanges(before.annotations ?? {}, after.annotations ?? {}),
    ...schemaChanges(before.inputSchema ?? {}, after.inputSchema ?? {}, 'input'),
    ...schemaChanges(before.outputSchema ?? {}, after.outputSchema ?? {}, 'output'),
  ];
  return { changes: all.slice(0, MOST_CHANGES).map((make) => make()), more: Math.max(0, all.length - MOST_CHANGES) };
}

function textChanges(before: ToolDefinition, after: ToolDefinition): Change[] {
  return (['title', 'description'] as const).flatMap((field) =>
    before[field] === after[field]
      ? []
      : [
          change({
            field: `/${field}`,
            subject: field,
            severity: 'info',
            name: `the ${field}`,
            before: before[field],
            after: after[field],
          }),
        ],
  );
}
