import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { shown, startOf, type PlannedWay } from './planned-way.ts';

/** Longer names than any on the index (the longest have some 100 characters). */
const NAME_LENGTH = 200;
/** Names as the core metadata specification has them: https://packaging.python.org/en/latest/specifications/name-normalization/ */
const NAME = /^[A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?$/i;
/** One exact version (PEP 440, loosely): no range, no wildcard, no `===`, no address. */
const VERSION = /^v?\d[A-Z0-9.!+_-]{0,99}$/i;

/** A project of the Python package index, with an exact version or the newest. */
export function planPypi(spec: PackageSpec): PlannedWay {
  const { identifier, version = 'latest' } = spec;
  if (identifier.length > NAME_LENGTH || !NAME.test(identifier)) {
    return { problem: `${shown(identifier)} is no plain name of a Python project.` };
  }
  if (version !== 'latest' && !VERSION.test(version)) return { problem: `${shown(version)} is no exact version.` };
  return { plan: { kind: 'pypi', identifier, version, ...startOf(spec) } };
}
