import type { LaunchOutcome, LaunchPlan } from '../../catalog/model/launch.ts';
import type { Store } from '../../catalog/store/open.ts';
import { packageKey } from '../../catalog/package-key.ts';

/**
 * Keeps what a fetched package says about the server that it belongs to, whether the launch succeeded or not. A package that
 * was fetched and names none is kept as well; one that was not fetched, or not looked into, says nothing.
 */
export function recordStatement(
  store: Store,
  { kind, identifier }: Pick<LaunchPlan, 'kind' | 'identifier'>,
  { fetched }: Pick<LaunchOutcome, 'fetched'>,
  checkedAt: string,
): void {
  const key = packageKey({ registryType: kind, identifier });
  if (key === undefined || fetched?.mcpNames === undefined) return;
  const { mcpNames, version } = fetched;
  store.identities.putStatement({ package: key, mcpNames, version, checkedAt });
}
