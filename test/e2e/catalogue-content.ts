import { openStore } from '../../catalog/store/open.ts';

/** What a catalogue says, without the dates, row numbers and durations in which two runs over the same world differ. */
export function catalogueContent(db: string) {
  const store = openStore(db, { readonly: true });
  try {
    return [...store.servers.all()].map(({ id, name, slug, status, recordHash }) => ({
      name,
      slug,
      status,
      recordHash,
      plan: store.plans.of(id),
      launches: store.launches.of(id, 100).map(({ code, detail, toolCount, packageVersion, failures, report }) => ({
        code,
        detail,
        toolCount,
        packageVersion,
        failures,
        fetched: report.fetched,
        profile: report.profile,
      })),
      tools: store.tools.of(id).map((tool) => ({
        name: tool.name,
        slug: tool.slug,
        position: tool.position,
        source: tool.source,
        definitionHash: tool.definitionHash,
        history: store.tools
          .history(tool.id)
          .map(({ definitionHash, packageVersion }) => [definitionHash, packageVersion]),
        verdict: store.classifications.of(tool.id),
      })),
    }));
  } finally {
    store.close();
  }
}

/** A row of the launch table with the name of its server. */
export interface LaunchRow {
  id: number;
  server: string;
  code: string;
}

/** Every launch that a catalogue records, oldest first; none while there is no catalogue yet. */
export function launchRows(db: string): LaunchRow[] {
  const store = openStore(db, { readonly: true });
  try {
    return store.db
      .prepare<[], LaunchRow>(
        `SELECT launch.id, server.name server, code FROM launch JOIN server ON server.id = server_id ORDER BY launch.id`,
      )
      .all();
  } finally {
    store.close();
  }
}

/** How each run ended, oldest first. */
export function runStatuses(db: string): string[] {
  const store = openStore(db, { readonly: true });
  try {
    return store.runs
      .latest(1000)
      .map(({ status }) => status)
      .toReversed();
  } finally {
    store.close();
  }
}
