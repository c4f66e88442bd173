/** The first schema. One table per record of design.md section 1; every stage writes only the tables under its heading. */
export const initial = `
-- runs: one row per command that changed something
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'partial', 'stopped', 'failed')),
  counts TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- discover
CREATE TABLE registry (
  id TEXT PRIMARY KEY,
  base TEXT NOT NULL,
  -- number of the last pass that was begun; entries and refusals carry the number of the last pass that saw them, since
  -- clocks can go backwards
  pass INTEGER NOT NULL DEFAULT 0,
  -- an unfinished pass: where to go on, when it began, and the since it was asked with
  cursor TEXT,
  pass_started_at TEXT,
  pass_since TEXT,
  -- how far the finished passes have seen: the largest updated_at, never later than the beginning of its pass
  updated_since TEXT,
  completed_at TEXT
) STRICT;

CREATE TABLE server (
  id INTEGER PRIMARY KEY,
  -- what makes two entries the same server
  identity TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  title TEXT,
  description TEXT NOT NULL,
  version TEXT,
  website_url TEXT,
  repository_url TEXT,
  repository_subfolder TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'deprecated', 'deleted')),
  status_message TEXT,
  -- hash of everything above and of its packages and remotes
  record_hash TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE package (
  server_id INTEGER NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  registry_type TEXT NOT NULL,
  identifier TEXT NOT NULL,
  version TEXT,
  transport TEXT NOT NULL,
  -- arguments and environment variables as declared, JSON
  spec TEXT NOT NULL,
  PRIMARY KEY (server_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE remote (
  server_id INTEGER NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (server_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  registry TEXT NOT NULL REFERENCES registry (id),
  native_id TEXT NOT NULL,
  server_id INTEGER NOT NULL REFERENCES server (id),
  status TEXT NOT NULL CHECK (status IN ('active', 'deprecated', 'deleted')),
  status_message TEXT,
  -- UTC with milliseconds, so that text order is time order
  updated_at TEXT,
  -- the record as parsed, canonical JSON
  record TEXT NOT NULL,
  -- hash of record, status, message and date
  entry_hash TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  pass INTEGER NOT NULL,
  -- 1 when a full listing came without it; what it said last stays
  withdrawn INTEGER NOT NULL DEFAULT 0,
  UNIQUE (registry, native_id)
) STRICT;
CREATE INDEX entry_server ON entry (server_id);

CREATE TABLE refused_entry (
  registry TEXT NOT NULL REFERENCES registry (id),
  label TEXT NOT NULL,
  -- of the record that was refused, whole or in part; null when it has none that can be read
  native_id TEXT,
  reason TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  pass INTEGER NOT NULL,
  PRIMARY KEY (registry, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_entry_native ON refused_entry (registry, native_id);

-- plan
CREATE TABLE plan (
  server_id INTEGER PRIMARY KEY REFERENCES server (id) ON DELETE CASCADE,
  -- what it was made from: the server's record_hash and the planner's version
  input_hash TEXT NOT NULL,
  -- the launch plan as JSON with its hash, or why there is none
  plan TEXT,
  plan_hash TEXT,
  code TEXT,
  detail TEXT,
  CHECK ((plan IS NULL) = (plan_hash IS NULL) AND (plan IS NULL) = (code IS NOT NULL))
) STRICT;

-- launch
CREATE TABLE launch (
  id INTEGER PRIMARY KEY,
  server_id INTEGER NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  run_id INTEGER REFERENCES run (id),
  plan_hash TEXT NOT NULL,
  started_at TEXT NOT NULL,
  -- when the same plan is due again
  not_before TEXT NOT NULL,
  -- how many launches of this plan in a row ended in an outcome that is retried
  failures INTEGER NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  tool_count INTEGER NOT NULL,
  package_version TEXT,
  -- the rest of the outcome, JSON: fetched, profile, attempts, timings, server info, stderr tail
  report TEXT NOT NULL
) STRICT;
CREATE INDEX launch_server ON launch (server_id, id);

CREATE TABLE malformed_tool (
  launch_id INTEGER NOT NULL REFERENCES launch (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (launch_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE definition (
  hash TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- RFC 8785 canonical JSON of the definition; the hash is its SHA-256
  canonical TEXT NOT NULL,
  first_seen_at TEXT NOT NULL
) STRICT;

CREATE TABLE tool (
  id INTEGER PRIMARY KEY,
  server_id INTEGER NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  slug TEXT NOT NULL COLLATE NOCASE,
  position INTEGER NOT NULL,
  definition_hash TEXT NOT NULL REFERENCES definition (hash),
  source TEXT NOT NULL,
  -- the launch whose list it stands in; none for imported tools
  launch_id INTEGER REFERENCES launch (id),
  first_seen_at TEXT NOT NULL,
  -- when a good list of the server came without it
  removed_at TEXT,
  UNIQUE (server_id, name),
  UNIQUE (server_id, slug)
) STRICT;
CREATE INDEX tool_definition ON tool (definition_hash);

CREATE TABLE tool_history (
  tool_id INTEGER NOT NULL REFERENCES tool (id) ON DELETE CASCADE,
  -- 1, 2, 3 … per tool: two changes can bear the same date
  version INTEGER NOT NULL,
  since TEXT NOT NULL,
  definition_hash TEXT NOT NULL REFERENCES definition (hash),
  package_version TEXT,
  PRIMARY KEY (tool_id, version)
) STRICT, WITHOUT ROWID;

-- locate
CREATE TABLE source_reference (
  tool_id INTEGER NOT NULL REFERENCES tool (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  repository TEXT NOT NULL,
  "commit" TEXT NOT NULL,
  path TEXT NOT NULL,
  line_start INTEGER NOT NULL,
  line_end INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('handler', 'registration', 'callee')),
  PRIMARY KEY (tool_id, position)
) STRICT, WITHOUT ROWID;

-- classify: content-addressed, so that one definition seen in a thousand servers is judged once
CREATE TABLE classification (
  -- hash of the definition, the context that matters and the classifier's version
  input_hash TEXT PRIMARY KEY,
  definition_hash TEXT NOT NULL REFERENCES definition (hash),
  category TEXT NOT NULL,
  level TEXT NOT NULL,
  facets TEXT NOT NULL,
  rationale TEXT NOT NULL,
  evidence TEXT NOT NULL,
  confidence TEXT NOT NULL,
  decided_by TEXT NOT NULL
) STRICT;

CREATE TABLE finding (
  input_hash TEXT NOT NULL REFERENCES classification (input_hash) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  field TEXT NOT NULL,
  quote TEXT NOT NULL,
  offset INTEGER,
  PRIMARY KEY (input_hash, position)
) STRICT;

CREATE TABLE verdict (
  tool_id INTEGER PRIMARY KEY REFERENCES tool (id) ON DELETE CASCADE,
  input_hash TEXT NOT NULL REFERENCES classification (input_hash)
) STRICT;
-- also for the foreign key: without it every pruned classification would walk all verdicts
CREATE INDEX verdict_input ON verdict (input_hash);

CREATE TABLE override (
  -- the definition that the reviewer judged; another definition is not covered
  definition_hash TEXT NOT NULL,
  server TEXT NOT NULL,
  tool TEXT NOT NULL,
  category TEXT NOT NULL,
  facets TEXT NOT NULL,
  rationale TEXT NOT NULL,
  evidence TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  reason TEXT NOT NULL,
  file TEXT NOT NULL,
  PRIMARY KEY (server, tool)
) STRICT, WITHOUT ROWID;
`;
