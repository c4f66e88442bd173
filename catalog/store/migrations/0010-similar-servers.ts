/** Which servers have tools that are called alike: stored per server, so that a page is made from its own rows alone. */
export const similarServers = `
-- inspect: for each server the most similar ones, the nearest first, and words that their tools' names share (JSON array)
CREATE TABLE similar_server (
  server_id INTEGER NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  other_id INTEGER NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  shared TEXT NOT NULL,
  PRIMARY KEY (server_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_server_other ON similar_server (other_id);

CREATE TRIGGER similar_server_added AFTER INSERT ON similar_server BEGIN
  UPDATE server_stamp SET stamp = randomblob(8) WHERE server_id = NEW.server_id;
END;
CREATE TRIGGER similar_server_changed AFTER UPDATE ON similar_server BEGIN
  UPDATE server_stamp SET stamp = randomblob(8) WHERE server_id IN (OLD.server_id, NEW.server_id);
END;
CREATE TRIGGER similar_server_deleted AFTER DELETE ON similar_server BEGIN
  UPDATE server_stamp SET stamp = randomblob(8) WHERE server_id = OLD.server_id;
END;
-- what those that name a server say of it
CREATE TRIGGER similar_server_renamed AFTER UPDATE ON server
WHEN (OLD.id, OLD.slug, OLD.name, OLD.status, OLD.visibility) IS NOT (NEW.id, NEW.slug, NEW.name, NEW.status, NEW.visibility) BEGIN
  UPDATE server_stamp SET stamp = randomblob(8)
    WHERE server_id IN (SELECT server_id FROM similar_server WHERE other_id IN (OLD.id, NEW.id));
END;
CREATE TRIGGER similar_server_gone AFTER DELETE ON server BEGIN
  UPDATE server_stamp SET stamp = randomblob(8)
    WHERE server_id IN (SELECT server_id FROM similar_server WHERE other_id = OLD.id);
END;
-- the next inspection fills it
DELETE FROM inspected_catalogue;
`;
