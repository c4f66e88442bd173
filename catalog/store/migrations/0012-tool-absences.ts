/** When a server did not list a tool for a while: what was told of a day stays as it is when the tool comes back. */
export const toolAbsences = `
-- one per return; a tool that is gone now has its removed_at in tool
CREATE TABLE tool_absence (
  tool_id INTEGER NOT NULL REFERENCES tool (id) ON DELETE CASCADE,
  removed_at TEXT NOT NULL,
  returned_at TEXT NOT NULL,
  PRIMARY KEY (tool_id, removed_at)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tool_absence_added AFTER INSERT ON tool_absence BEGIN
  UPDATE server_stamp SET stamp = randomblob(8) WHERE server_id IN (SELECT server_id FROM tool WHERE id = NEW.tool_id);
END;
CREATE TRIGGER tool_absence_changed AFTER UPDATE ON tool_absence BEGIN
  UPDATE server_stamp SET stamp = randomblob(8)
    WHERE server_id IN (SELECT server_id FROM tool WHERE id IN (OLD.tool_id, NEW.tool_id));
END;
CREATE TRIGGER tool_absence_deleted AFTER DELETE ON tool_absence BEGIN
  UPDATE server_stamp SET stamp = randomblob(8) WHERE server_id IN (SELECT server_id FROM tool WHERE id = OLD.tool_id);
END;
`;
