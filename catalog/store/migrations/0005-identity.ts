/** Which entries are which server: what each entry claims, where it stands, and what became of servers that were merged. */
export const identity = `
-- An entry belongs to no server until it has been identified. The column is made anew to lose its NOT NULL: see
-- https://sqlite.org/lang_altertable.html
DROP INDEX entry_server;
ALTER TABLE entry RENAME COLUMN server_id TO stored_server_id;
ALTER TABLE entry ADD COLUMN server_id INTEGER REFERENCES server (id);
-- the server that it was first of: its own again when whatever joined it to another one goes away
ALTER TABLE entry ADD COLUMN home_id INTEGER REFERENCES server (id);
UPDATE entry SET server_id = stored_server_id, home_id = stored_server_id;
ALTER TABLE entry DROP COLUMN stored_server_id;
CREATE INDEX entry_server ON entry (server_id);
CREATE INDEX entry_home ON entry (home_id);
-- owner: something that it says of the server is proven; claimant: it only names something of it
ALTER TABLE entry ADD COLUMN standing TEXT NOT NULL DEFAULT 'claimant' CHECK (standing IN ('owner', 'claimant'));
-- kind of the claim that brought it together with other entries
ALTER TABLE entry ADD COLUMN joined_by TEXT;
-- what the claims below were made from; anything else means that they have to be made again
ALTER TABLE entry ADD COLUMN claims_of TEXT;

CREATE TABLE entry_claim (
  entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  -- kind and thing, such as package:npm:@acme/notes
  key TEXT NOT NULL,
  proof TEXT NOT NULL CHECK (proof IN ('claimed', 'checked', 'stated')),
  PRIMARY KEY (entry_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_claim_key ON entry_claim (key);

-- the server that this one is part of now; its addresses lead there
ALTER TABLE server ADD COLUMN merged_into INTEGER REFERENCES server (id);
CREATE INDEX server_merged ON server (merged_into) WHERE merged_into IS NOT NULL;
-- whether the owner of its name is known to have published it
ALTER TABLE server ADD COLUMN name_proven INTEGER NOT NULL DEFAULT 0;
-- hash of the entries that it was merged from
ALTER TABLE server ADD COLUMN members_hash TEXT;
-- fields on which its entries disagree, JSON
ALTER TABLE server ADD COLUMN conflicts TEXT NOT NULL DEFAULT '[]';
-- how many other servers have the same description
ALTER TABLE server ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;

-- what a package itself says of the server that it belongs to; every name that it has stated so far
CREATE TABLE package_statement (
  -- as in entry_claim
  package TEXT NOT NULL,
  -- empty when it states none
  mcp_name TEXT NOT NULL,
  version TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  PRIMARY KEY (package, mcp_name)
) STRICT, WITHOUT ROWID;

-- how many launches a namespace had in the last day
CREATE INDEX launch_started ON launch (started_at);

-- one row: the version of the rules that everything above was made by, and whether anything changed since
CREATE TABLE identity_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version TEXT NOT NULL,
  stale INTEGER NOT NULL,
  -- what the last resolution found, JSON
  report TEXT NOT NULL
) STRICT;
INSERT INTO identity_state VALUES (1, '', 1, '{}');
`;
