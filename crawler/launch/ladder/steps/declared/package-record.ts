import { ServerJson } from '../../../../../catalog/model/server-json.ts';
import type { Declared, PackageTexts } from '../../startable.ts';

/** What a `server.json` inside the package declares for that package; `undefined` when there is none that can be read. */
export function packageRecord({
  declarations,
  names,
}: Pick<PackageTexts, 'declarations' | 'names'>): Declared | undefined {
  const text = declarations['server.json'];
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const record = ServerJson.safeParse(value);
  const spec = record.data?.packages.find(({ identifier }) => names.includes(identifier));
  return spec && { arguments: spec.packageArguments ?? [], environment: spec.environmentVariables ?? [] };
}
