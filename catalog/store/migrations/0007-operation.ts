/** What an operator asks of past runs: why each launch was made, how long it took, and what a run came to. */
export const operation = `
-- launch: why it was made (catalog/model/launch-reason.ts; null before there were reasons), and fetch and start together
ALTER TABLE launch ADD COLUMN reason TEXT;
ALTER TABLE launch ADD COLUMN ms INTEGER NOT NULL DEFAULT 0;
UPDATE launch SET ms = coalesce(report ->> 'fetchMs', 0) + coalesce(report ->> 'launchMs', 0);
CREATE INDEX launch_run ON launch (run_id, id);
-- how much of the daily slice of the oldest is used up
CREATE INDEX launch_oldest ON launch (started_at) WHERE reason = 'oldest';

-- runs: what a run found and changed, JSON (catalog/model/run-report.ts); killed runs have none
CREATE TABLE run_report (
  run_id INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  report TEXT NOT NULL
) STRICT;
`;
