/** What has to be remembered so that nothing flips: whose word a list of tools is, what failed, and what became private. */
export const listOrigins = `
-- launch, declare: of tools that the server did not list itself, whose word they are: the package (kind and identifier) or the
-- registry; null for all others, and for what was stored before there was a mark
ALTER TABLE tool ADD COLUMN origin TEXT;

-- discover: how often in a row an unfinished pass could not be gone on with
ALTER TABLE registry ADD COLUMN failed_resumes INTEGER NOT NULL DEFAULT 0;

-- discover: servers of configured entries that turned private; nothing is of them any more, and their names are told to nobody
UPDATE server SET visibility = 'private'
  WHERE identity LIKE 'entry:client-config/%' AND status = 'deleted' AND visibility = 'public'
    AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.server_id = server.id)
    AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.home_id = server.id);
`;
