/**
 * What figures about all tools need of each definition, apart from its text: reading and parsing every definition costs as much
 * as everything else that is counted. A definition never changes, and no page shows these rows: no stamp hangs on them.
 */

/** A hint as one of three words; a value that is no truth value says nothing. */
const hint = (name: string) =>
  `CASE json_type(canonical, '$.annotations.${name}') WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' ELSE 'not declared' END`;

export const definitionFigures = `
-- stored with the definition
CREATE TABLE definition_figure (
  hash TEXT PRIMARY KEY REFERENCES definition (hash) ON DELETE CASCADE,
  -- what it declares: yes, no, not declared
  read_only TEXT NOT NULL,
  destructive TEXT NOT NULL,
  -- of its canonical JSON in UTF-8
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO definition_figure
  SELECT hash, ${hint('readOnlyHint')}, ${hint('destructiveHint')}, octet_length(canonical) FROM definition ORDER BY hash;
`;
