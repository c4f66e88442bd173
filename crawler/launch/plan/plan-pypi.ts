import { PypiName, PypiVersion } from '../../../catalog/model/launch-reference.ts';
import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { shown, startOf, type PlannedWay } from './planned-way.ts';

/** A project of the Python package index, with an exact version or the newest. */
export function planPypi(spec: PackageSpec): PlannedWay {
  const { identifier, version = 'latest' } = spec;
  if (!PypiName.safeParse(identifier).success) {
    return { problem: `${shown(identifier)} is no plain name of a Python project.` };
  }
  if (!PypiVersion.safeParse(version).success) return { problem: `${shown(version)} is no exact version.` };
  return { plan: { kind: 'pypi', identifier, version, ...startOf(spec) } };
}
