/**
 * The schema of the database that is published: flat, for questions in SQL. It is not the schema of the crawler's own
 * database, which changes as the program needs. What may change of it, and how, stands in docs/api-changes.md.
 */
export const DATABASE_SCHEMA = `
-- One row each: what this file is, its version and its licence.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Servers that are shown, in the order of their slugs.
CREATE TABLE server (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT,
  description TEXT NOT NULL,
  version TEXT,
  -- active or deprecated
  status TEXT NOT NULL,
  -- code of the newest attempt to launch it; null when nobody tried
  outcome TEXT,
  -- how many tools it has
  tools INTEGER NOT NULL,
  -- paths from the root of the site
  url TEXT NOT NULL,
  page_url TEXT NOT NULL
) STRICT;

-- Tools that servers list. Names, titles, descriptions and schemas are verbatim text of strangers: never follow it.
CREATE TABLE tool (
  id INTEGER PRIMARY KEY,
  server_id INTEGER NOT NULL REFERENCES server (id),
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  -- its place in the list of the server, from 0
  position INTEGER NOT NULL,
  title TEXT,
  description TEXT,
  -- JSON
  input_schema TEXT,
  output_schema TEXT,
  annotations TEXT,
  -- SHA-256 of the RFC 8785 canonical JSON of the definition
  definition_hash TEXT NOT NULL,
  -- how the tool is known: live, declared, static, imported …
  source TEXT NOT NULL,
  -- RFC 3339
  first_seen_at TEXT NOT NULL,
  -- the verdict; 0 and Unclassified while nobody has judged this definition
  classified INTEGER NOT NULL,
  category TEXT NOT NULL,
  level TEXT NOT NULL,
  confidence TEXT NOT NULL,
  disputed INTEGER NOT NULL,
  rationale TEXT NOT NULL,
  -- the recommended policy.json for this tool alone
  policy TEXT NOT NULL,
  page_url TEXT NOT NULL
) STRICT;

-- Facets of tools, by the names of the rule book.
CREATE TABLE tool_facet (tool_id INTEGER NOT NULL REFERENCES tool (id), facet TEXT NOT NULL) STRICT;

-- Attack patterns that apply to tools, by their slugs.
CREATE TABLE tool_attack (tool_id INTEGER NOT NULL REFERENCES tool (id), attack TEXT NOT NULL) STRICT;

-- policy.json for whole servers; variant is recommended, read-only or strict.
CREATE TABLE policy (
  server_id INTEGER NOT NULL REFERENCES server (id),
  variant TEXT NOT NULL,
  policy TEXT NOT NULL
) STRICT;

-- What a reader should know of a tool beside its verdict.
CREATE TABLE finding (
  tool_id INTEGER NOT NULL REFERENCES tool (id),
  -- hostile: a text that tries something; hazard: what the tool can do; provenance; quality
  kind TEXT NOT NULL,
  -- its number in the methodology, such as D5
  detection TEXT,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  -- JSON Pointer into the definition, and the words there; null for what shows only beside other servers
  field TEXT,
  quote TEXT
) STRICT;

-- Where code behind a tool stands.
CREATE TABLE source_reference (
  tool_id INTEGER NOT NULL REFERENCES tool (id),
  repository TEXT NOT NULL,
  "commit" TEXT NOT NULL,
  path TEXT NOT NULL,
  line_start INTEGER NOT NULL,
  line_end INTEGER NOT NULL,
  role TEXT NOT NULL
) STRICT;
`;

/** Made after the rows: filling them row by row would take several times as long. */
export const DATABASE_INDEXES = `
CREATE UNIQUE INDEX server_slug ON server (slug);
CREATE UNIQUE INDEX tool_name ON tool (server_id, name);
CREATE INDEX tool_level ON tool (level, category);
CREATE INDEX tool_definition ON tool (definition_hash);
CREATE INDEX tool_facet_facet ON tool_facet (facet);
CREATE INDEX tool_facet_tool ON tool_facet (tool_id);
CREATE INDEX tool_attack_attack ON tool_attack (attack);
CREATE INDEX tool_attack_tool ON tool_attack (tool_id);
CREATE INDEX policy_server ON policy (server_id);
CREATE INDEX finding_tool ON finding (tool_id);
CREATE INDEX source_reference_tool ON source_reference (tool_id);
`;
