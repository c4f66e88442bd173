import { canonicalJson } from '../definition-hash.ts';
import { RegistryAbout } from '../model/registry-about.ts';
import type { Sqlite } from './database.ts';

export interface RegistryAboutTable {
  /** Keeps what readers are told about a registry that is in the catalogue; fields that they are not told are left out. */
  put(registry: string, about: RegistryAbout): void;
  /** Of every registry that was listed and describes itself, by id. */
  all(): (RegistryAbout & { id: string })[];
}

/** How registries describe themselves. */
export function registryAbouts(db: Sqlite): RegistryAboutTable {
  const put = db.prepare<{ registry: string; about: string }>(
    `INSERT INTO registry_about (registry, about) VALUES (@registry, @about)
     ON CONFLICT (registry) DO UPDATE SET about = excluded.about WHERE about <> excluded.about`,
  );
  const all = db.prepare<[], { id: string; about: string }>(
    `SELECT registry id, about FROM registry_about ORDER BY registry`,
  );
  return {
    put: (registry, about) => void put.run({ registry, about: canonicalJson(RegistryAbout.parse(about)) }),
    all: () => all.all().map(({ id, about }) => ({ ...RegistryAbout.parse(JSON.parse(about)), id })),
  };
}
