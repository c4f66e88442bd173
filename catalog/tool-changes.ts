import { definitionDiff, type DefinitionDiff } from './definition-diff/definition-diff.ts';
import type { Store } from './store/open.ts';
import type { DefinitionVersion } from './store/tools.ts';

/** A definition that a tool has had, with what changed to come to it; the first one has no changes. */
export interface ChangedVersion extends DefinitionVersion {
  diff?: DefinitionDiff | undefined;
}

/** Definitions of one tool that are compared; older ones keep their date and hash. */
const MOST_COMPARED = 20;

/** The definitions of a tool, newest first, each compared with the one before it. */
export function toolChanges(store: Pick<Store, 'tools'>, toolId: number): ChangedVersion[] {
  const history = store.tools.history(toolId);
  return history.map((version, i): ChangedVersion => {
    const previous = history[i + 1];
    if (previous === undefined || i >= MOST_COMPARED) return version;
    const [before, after] = [previous, version].map(({ definitionHash }) => store.tools.definition(definitionHash));
    return { ...version, diff: before && after && definitionDiff(before, after) };
  });
}
