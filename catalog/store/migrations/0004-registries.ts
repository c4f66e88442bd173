/** What readers are told about registries, and what entries say beside the record of a server. */
export const registryDetails = `
-- discover: how a registry describes itself in our words, JSON (catalog/model/registry-about.ts)
CREATE TABLE registry_about (
  registry TEXT PRIMARY KEY REFERENCES registry (id),
  about TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- discover: only of entries that say any of it
CREATE TABLE entry_detail (
  registry TEXT NOT NULL REFERENCES registry (id),
  native_id TEXT NOT NULL,
  -- page of the record at the registry
  listing TEXT,
  -- the name that the package itself claims; never an identity
  claimed_name TEXT,
  -- tools that the listing or the owner declares, JSON {tools, complete}
  declared_tools TEXT,
  PRIMARY KEY (registry, native_id)
) STRICT, WITHOUT ROWID;
`;
