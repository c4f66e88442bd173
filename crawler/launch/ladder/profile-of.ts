import type { LaunchProfile, StepName } from '../../../catalog/model/launch.ts';
import type { ToolSource } from '../../../catalog/model/tool-definition.ts';
import { CAPABILITIES } from '../session/capabilities.ts';
import type { Start } from './start.ts';

/** What is recorded of a start: names, never values of variables. */
export function profileOf(
  name: StepName,
  start: Start,
  { endpoint, node }: { endpoint?: LaunchProfile['transport'] | undefined; node?: string | undefined },
  gained: readonly StepName[],
): LaunchProfile {
  return {
    name,
    environment: [...start.madeUp],
    arguments: [...start.arguments],
    ...(node !== undefined && { node }),
    capabilities: start.capabilities ? Object.keys(CAPABILITIES) : [],
    transport: endpoint ?? (start.transport === 'http' ? 'streamable-http' : 'stdio'),
    ...(gained.length > 0 && { gained: [...gained] }),
  };
}

/** `live-dummy` as soon as one value was made up. */
export function toolSourceOf({ madeUp, argumentsMadeUp }: Start): Extract<ToolSource, 'live' | 'live-dummy'> {
  return madeUp.length > 0 || argumentsMadeUp ? 'live-dummy' : 'live';
}
