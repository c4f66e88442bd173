import { classifications, type ClassificationTable } from './classifications.ts';
import { coverage, type CoverageTable } from './coverage.ts';
import { closeDatabase, openDatabase, type Sqlite } from './database.ts';
import { entryDetails, type EntryDetailTable } from './entry-details.ts';
import { identities, type IdentityTable } from './identities.ts';
import { launchCandidates, type LaunchCandidateTable } from './launch-candidates.ts';
import { launches, type LaunchTable } from './launches.ts';
import { initial } from './migrations/0001-initial.ts';
import { languageModel } from './migrations/0002-language-model.ts';
import { detections } from './migrations/0003-detections.ts';
import { registryDetails } from './migrations/0004-registries.ts';
import { identity } from './migrations/0005-identity.ts';
import { conditionalTools } from './migrations/0006-conditional-tools.ts';
import { operation } from './migrations/0007-operation.ts';
import { serverStamps as serverStampsSchema } from './migrations/0008-server-stamps.ts';
import { trustInListings } from './migrations/0009-trust-in-listings.ts';
import { similarServers as similarServersSchema } from './migrations/0010-similar-servers.ts';
import { listOrigins } from './migrations/0011-list-origins.ts';
import { toolAbsences } from './migrations/0012-tool-absences.ts';
import { definitionFigures } from './migrations/0013-definition-figures.ts';
import { modelAnswers, type ModelAnswerTable } from './model-answers.ts';
import { modelBatches, type ModelBatchTable } from './model-batches.ts';
import { modelRequests, type ModelRequestTable } from './model-requests.ts';
import { modelRuns, type ModelRunTable } from './model-runs.ts';
import { overrides, type OverrideTable } from './overrides.ts';
import { packageAdvisories, type PackageAdvisoryTable } from './package-advisories.ts';
import { plans, type PlanTable } from './plans.ts';
import { registries, type RegistryTable } from './registries.ts';
import { registryAbouts, type RegistryAboutTable } from './registry-abouts.ts';
import { reviewQueue, type ReviewQueue } from './review-queue.ts';
import { runChanges, type RunChangesTable } from './run-changes.ts';
import { runReports, type RunReportTable } from './run-reports.ts';
import { runs, type RunTable } from './runs.ts';
import { serverFindings, type ServerFindingTable } from './server-findings.ts';
import { serverStamps, type ServerStamps } from './server-stamps.ts';
import { servers, type ServerTable } from './servers.ts';
import { similarServers, type SimilarServerTable } from './similar-servers.ts';
import { sourceReferences, type SourceReferenceTable } from './source-references.ts';
import { tools, type ToolTable } from './tools.ts';

/** Numbered steps of the catalogue's schema; appended, never edited once released. */
const MIGRATIONS = [
  { version: 1, sql: initial },
  { version: 2, sql: languageModel },
  { version: 3, sql: detections },
  { version: 4, sql: registryDetails },
  { version: 5, sql: identity },
  { version: 6, sql: conditionalTools },
  { version: 7, sql: operation },
  { version: 8, sql: serverStampsSchema },
  { version: 9, sql: trustInListings },
  { version: 10, sql: similarServersSchema },
  { version: 11, sql: listOrigins },
  { version: 12, sql: toolAbsences },
  { version: 13, sql: definitionFigures },
];

/** "TGCT" in ASCII. */
const APPLICATION_ID = 0x54474354;

/**
 * An open catalogue: one object of prepared statements per table, and transactions over them. Every method of a table
 * stores all that it says or nothing; what must stand or fall together with other calls goes into one {@link transaction}.
 */
export interface Store {
  readonly path: string;
  readonly db: Sqlite;
  readonly runs: RunTable;
  readonly runReports: RunReportTable;
  readonly runChanges: RunChangesTable;
  readonly registries: RegistryTable;
  readonly registryAbouts: RegistryAboutTable;
  readonly entryDetails: EntryDetailTable;
  readonly servers: ServerTable;
  readonly serverStamps: ServerStamps;
  readonly identities: IdentityTable;
  readonly plans: PlanTable;
  readonly launches: LaunchTable;
  readonly launchCandidates: LaunchCandidateTable;
  readonly coverage: CoverageTable;
  readonly tools: ToolTable;
  readonly sourceReferences: SourceReferenceTable;
  readonly classifications: ClassificationTable;
  readonly overrides: OverrideTable;
  readonly serverFindings: ServerFindingTable;
  readonly similarServers: SimilarServerTable;
  readonly packageAdvisories: PackageAdvisoryTable;
  readonly reviewQueue: ReviewQueue;
  readonly modelRuns: ModelRunTable;
  readonly modelBatches: ModelBatchTable;
  readonly modelRequests: ModelRequestTable;
  readonly modelAnswers: ModelAnswerTable;
  /** Runs `work` in one immediate transaction: all of it is stored, or none. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * Opens the catalogue at `path`, creating or migrating it unless `readonly`.
 *
 * @throws Rejected for a missing file (read-only), a file that is no catalogue, or a newer schema
 */
export function openStore(path: string, options: { readonly?: boolean } = {}): Store {
  const db = openDatabase(path, {
    ...options,
    migrations: MIGRATIONS,
    applicationId: APPLICATION_ID,
    what: 'catalogue',
  });
  return {
    path,
    db,
    runs: runs(db),
    runReports: runReports(db),
    runChanges: runChanges(db),
    registries: registries(db),
    registryAbouts: registryAbouts(db),
    entryDetails: entryDetails(db),
    servers: servers(db),
    serverStamps: serverStamps(db),
    identities: identities(db),
    plans: plans(db),
    launches: launches(db),
    launchCandidates: launchCandidates(db),
    coverage: coverage(db),
    tools: tools(db),
    sourceReferences: sourceReferences(db),
    classifications: classifications(db),
    overrides: overrides(db),
    serverFindings: serverFindings(db),
    similarServers: similarServers(db),
    packageAdvisories: packageAdvisories(db),
    reviewQueue: reviewQueue(db),
    modelRuns: modelRuns(db),
    modelBatches: modelBatches(db),
    modelRequests: modelRequests(db),
    modelAnswers: modelAnswers(db),
    transaction: (work) => db.transaction(work).immediate(),
    close: () => closeDatabase(db),
  };
}
