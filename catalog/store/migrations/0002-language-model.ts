/** What a language model adds: opinions and disputes on verdicts, its answers, and what they cost. */
export const languageModel = `
ALTER TABLE classification ADD COLUMN opinions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE classification ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX classification_disputed ON classification (input_hash) WHERE disputed = 1;

-- one round of questions with one model; killed or stopped, the next process goes on with it and its budget
CREATE TABLE model_run (
  id INTEGER PRIMARY KEY,
  model TEXT NOT NULL,
  -- base URL of the server that answers
  endpoint TEXT NOT NULL,
  began_at TEXT NOT NULL,
  -- when it was last begun or gone on with: the model of the newest one is the one whose answers count
  used_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX model_run_used ON model_run (used_at);

-- a batch at the provider
CREATE TABLE model_batch (
  id INTEGER PRIMARY KEY,
  model_run_id INTEGER NOT NULL REFERENCES model_run (id),
  -- our own name for it, told to the provider, so that a batch can be found again whose number was never stored
  key TEXT NOT NULL UNIQUE,
  -- planned: nothing was sent; uploaded: the provider has the file; created: it works on it; ended: all is collected
  state TEXT NOT NULL CHECK (state IN ('planned', 'uploaded', 'created', 'ended')),
  input_file_id TEXT,
  provider_id TEXT,
  -- the provider's word for how it stands
  status TEXT,
  made_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX model_batch_unfinished ON model_batch (id) WHERE state <> 'ended';

-- the ledger: one row per request that may cost money, written before it is sent
CREATE TABLE model_request (
  -- also the seed that everything random in the request is made from
  id TEXT PRIMARY KEY,
  model_run_id INTEGER NOT NULL REFERENCES model_run (id),
  batch_id INTEGER REFERENCES model_batch (id),
  kind TEXT NOT NULL CHECK (kind IN ('sync', 'batch')),
  model TEXT NOT NULL,
  prompt_version TEXT NOT NULL,
  view TEXT NOT NULL CHECK (view IN ('full', 'structure')),
  -- hashes of the definitions that it asks about, JSON
  definitions TEXT NOT NULL,
  -- the rest that is needed to make the same request again, JSON
  shape TEXT NOT NULL,
  -- open: under way, reserved at its worst case; answered: paid as reported; lost: may have been paid, nobody knows
  state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'lost')),
  -- billionths of a US dollar; null where no price is known
  worst_cost INTEGER,
  cost INTEGER,
  tokens_in INTEGER,
  tokens_cached INTEGER,
  tokens_out INTEGER,
  sent_at TEXT NOT NULL,
  ended_at TEXT,
  -- the model that the server says it used, why it stopped, and the answer as it came
  answered_by TEXT,
  finish TEXT,
  answer TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX model_request_run ON model_request (model_run_id);
CREATE INDEX model_request_open ON model_request (kind, batch_id) WHERE state = 'open';

-- what was made of the answers, per definition; no reference to it, since a file of tools can be asked about as well
CREATE TABLE model_answer (
  definition_hash TEXT NOT NULL,
  view TEXT NOT NULL CHECK (view IN ('full', 'structure')),
  model TEXT NOT NULL,
  prompt_version TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ok', 'again', 'failed')),
  attempts INTEGER NOT NULL,
  facts TEXT NOT NULL,
  rejected TEXT NOT NULL,
  reason TEXT,
  truncated INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (definition_hash, view, model, prompt_version)
) STRICT, WITHOUT ROWID;
`;
