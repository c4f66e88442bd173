/** What a listing is trusted with: withdrawals that wait for a second pass, entries that stay private, what forges say. */
export const trustInListings = `
-- discover: a completed full pass that came without a large share of the entries. Its number: entries that a later pass met
-- have a larger one
ALTER TABLE registry ADD COLUMN doubted_pass INTEGER;
ALTER TABLE registry ADD COLUMN doubted_at TEXT;
-- how many entries are kept that it came without, and how many were listed before it
ALTER TABLE registry ADD COLUMN kept_entries INTEGER;
ALTER TABLE registry ADD COLUMN known_entries INTEGER;

-- discover: a private entry is the operator's own business, and so is a server of such entries; nothing of it is published
ALTER TABLE entry ADD COLUMN visibility TEXT NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'private'));
ALTER TABLE server ADD COLUMN visibility TEXT NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'private'));
CREATE INDEX server_private ON server (id) WHERE visibility = 'private';
-- What was read from configuration files before there was a mark. A server that other registries list too goes on without
-- it; everything else that these files brought is hidden at once, not only after the next crawl.
UPDATE entry SET visibility = 'private' WHERE registry = 'client-config';
UPDATE server SET conflicts = '[]', members_hash = '' WHERE id IN (SELECT server_id FROM entry WHERE visibility = 'private');
UPDATE server SET visibility = 'private'
  WHERE EXISTS (SELECT 1 FROM entry WHERE server_id = server.id AND visibility = 'private')
    AND NOT EXISTS (SELECT 1 FROM entry WHERE server_id = server.id AND visibility = 'public');
UPDATE server SET visibility = 'private' WHERE merged_into IS NOT NULL
  AND EXISTS (SELECT 1 FROM entry WHERE home_id = server.id AND visibility = 'private');
UPDATE entry SET server_id = NULL, home_id = NULL WHERE visibility = 'private'
  AND server_id NOT IN (SELECT id FROM server WHERE visibility = 'private');
UPDATE identity_state SET stale = 1;
-- Findings of other servers may name them; the next inspection makes all of them anew.
DELETE FROM inspection WHERE EXISTS (SELECT 1 FROM entry WHERE visibility = 'private');
DELETE FROM inspected_catalogue;

-- discover: what a listing says of the repository: how many have starred it, and its licence as an SPDX expression or name
ALTER TABLE entry_detail ADD COLUMN stars INTEGER;
ALTER TABLE entry_detail ADD COLUMN licence TEXT;
`;
