/** How a server was launched, and how that ended. */
import { outcomeRow, type LaunchProfile } from '../../catalog/model/launch.ts';
import type { Launch } from '../../catalog/store/launches.ts';
import type { ServerOutcome } from '../../catalog/store/reader.ts';
import type { ApiLaunch, ApiOutcome, LastGoodList } from '../model/api-launch.ts';

export function outcomeDocument({ code, detail, at }: ServerOutcome): ApiOutcome {
  const { group, meaning } = outcomeRow(code);
  return { code, group, meaning: `The server ${meaning}.`, detail, at };
}

export function launchDocument({ startedAt, code, detail, packageVersion, toolCount, report }: Launch): ApiLaunch {
  return {
    startedAt,
    outcome: code,
    detail,
    packageVersion: packageVersion ?? undefined,
    toolCount: code === 'listed' ? toolCount : undefined,
    isolation: report.isolation,
    profile: profileOf(report.profile),
  };
}

export function lastGoodList({ startedAt, toolCount, report }: Launch): LastGoodList {
  const { fetched, toolSource, profile } = report;
  return {
    startedAt,
    toolCount,
    toolSource,
    package: fetched && {
      identifier: fetched.identifier,
      version: fetched.version,
      integrity: fetched.integrity,
    },
    profile: profileOf(profile),
  };
}

const profileOf = (profile: LaunchProfile | undefined) =>
  profile && {
    name: profile.name,
    environment: profile.environment,
    arguments: profile.arguments,
    gained: profile.gained,
    node: profile.node,
    capabilities: profile.capabilities,
    transport: profile.transport,
  };
