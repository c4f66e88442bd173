/** A first step that is quick, and a second one that makes a table and then never ends. */
export const SLOW_MIGRATIONS = {
  what: 'test file',
  applicationId: 1,
  migrations: [
    { version: 1, sql: `CREATE TABLE first (a); INSERT INTO first VALUES (1);` },
    {
      version: 2,
      sql: `CREATE TABLE half (a); INSERT INTO half VALUES (1); UPDATE first SET a = 2;
        WITH RECURSIVE endless (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) SELECT max(n) FROM endless;`,
    },
  ],
};
