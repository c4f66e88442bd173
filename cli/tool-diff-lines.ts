import type { DefinitionChange } from '../catalog/model/definition-change.ts';
import type { ToolAbsence } from '../catalog/store/tools.ts';
import type { ChangedVersion } from '../catalog/tool-changes.ts';
import { count } from './words.ts';

/** A tool of a server with the definitions that it has had, newest first. */
export interface ToolDiff {
  tool: string;
  firstSeenAt: string;
  removedAt: string | null;
  absences: ToolAbsence[];
  /** Whether the server had other tools before this one. */
  addedLater: boolean;
  versions: ChangedVersion[];
}

/** Characters of a value on one line; `--json` has more. */
const SHOWN = 160;

/** Changes of definitions in lines for people. */
export function toolDiffLines(server: string, diffs: readonly ToolDiff[], oneTool: boolean): string[] {
  if (diffs.length === 0) return [`${server}: no change of a tool was seen so far`];
  return diffs.flatMap((diff) => [
    `${server}: ${diff.tool}`,
    ...(diff.removedAt === null ? [] : [`  gone since ${diff.removedAt}`]),
    ...diff.absences.map(({ removedAt, returnedAt }) => `  gone from ${removedAt} to ${returnedAt}`),
    ...diff.versions.flatMap((version) => versionLines(version)),
    ...(oneTool && diff.versions.length < 2 ? ['  its definition has not changed since'] : []),
  ]);
}

function versionLines({ since, packageVersion, definitionHash, diff }: ChangedVersion): string[] {
  const version = packageVersion === null ? '' : `, version ${packageVersion}`;
  if (diff === undefined) return [`  ${since}${version}: first seen so (${definitionHash.slice(0, 19)})`];
  const { changes, more } = diff;
  return [
    `  ${since}${version}: ${count(changes.length + more, 'change')}`,
    ...changes.flatMap(changeLines),
    ...(more > 0 ? [`    and ${more.toLocaleString('en')} more`] : []),
  ];
}

function changeLines({ severity, says, field, before, after }: DefinitionChange): string[] {
  return [
    `    ${severity.padEnd(6)}  ${says} (${field})`,
    ...(before === undefined ? [] : [`            - ${shown(before)}`]),
    ...(after === undefined ? [] : [`            + ${shown(after)}`]),
  ];
}

const shown = (value: string): string =>
  value.length <= SHOWN
    ? value
    : `${value.slice(0, SHOWN).toWellFormed()}… (${value.length.toLocaleString('en')} characters)`;
