import type { IdentityReport } from '../catalog/model/identity-report.ts';
import { count } from './words.ts';

/** How many records are how many servers, and why, in one line. */
export function identityLine(report: IdentityReport): string {
  const { entries, servers, joinedBy, contestedPackages, sharedRepositories, copiedDescriptions } = report;
  const why = Object.entries(joinedBy)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${n} by ${kind}`);
  const notes = [
    ...(why.length > 0 ? [`joined ${why.join(', ')}`] : []),
    ...(contestedPackages > 0 ? [`${count(contestedPackages, 'package')} claimed by several namespaces`] : []),
    ...(sharedRepositories > 0
      ? [`${count(sharedRepositories, 'repository', 'repositories')} with several servers`]
      : []),
    ...(copiedDescriptions > 0 ? [`${count(copiedDescriptions, 'server')} with the description of another`] : []),
  ];
  const head = `${count(entries, 'registry record')} are ${count(servers, 'server')}, those that are gone included`;
  return notes.length === 0 ? head : `${head}: ${notes.join('; ')}`;
}
