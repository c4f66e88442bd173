/** What the inspect stage finds by looking at the catalogue as a whole, and code as evidence. */
export const detections = `
-- where a quote of source code stands, JSON {path, line}; null for quotes of the definition
ALTER TABLE finding ADD COLUMN source TEXT;
-- the lines themselves, for the classify stage; null where only the place is known
ALTER TABLE source_reference ADD COLUMN snippet TEXT;

-- inspect
CREATE TABLE inspection (
  server_id INTEGER PRIMARY KEY REFERENCES server (id) ON DELETE CASCADE,
  -- hash of everything that its findings were made from: a server without findings has one too
  input_hash TEXT NOT NULL
) STRICT;

CREATE TABLE server_finding (
  server_id INTEGER NOT NULL REFERENCES inspection (server_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  -- null when it is about the server
  tool_id INTEGER REFERENCES tool (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (server_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX server_finding_tool ON server_finding (tool_id) WHERE tool_id IS NOT NULL;

-- one row: hash of all that the last finished inspection looked at
CREATE TABLE inspected_catalogue (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  input_hash TEXT NOT NULL
) STRICT;

-- what an advisory database said of a package, whether it knew anything or not
CREATE TABLE package_advisories (
  ecosystem TEXT NOT NULL,
  package TEXT NOT NULL,
  version TEXT NOT NULL,
  -- ids, JSON, sorted
  ids TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  PRIMARY KEY (ecosystem, package, version)
) STRICT, WITHOUT ROWID;
`;
