import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const SQL_NAMES =
  /^(?:raw_)?(?:sql|sql_query|sql_statement|sql_text|query_sql|cypher|cypher_query|aql|sqls|sql_queries|sql_string|gremlin)$/;
const QUERY_NAMES = /^(?:query|queries|statement|statements|query_string|script|text|command)$/;
/** Stages of an aggregation, of which the last may write what was computed into a collection. */
const PIPELINE_NAMES = /^(?:aggregation_)?pipelines?$/;
const AGGREGATION = /\baggregat/i;
/** Words that say that a "query" is one against a database. */
const DATABASE =
  wordSet(`sql database db postgres postgresql mysql mariadb sqlite mssql oracle snowflake bigquery clickhouse duckdb
   redshift cypher neo4j tidb cockroachdb surrealdb arangodb ddl dml athena databricks hive trino doris
   supabase neon d1 hana tdengine surrealql aql memgraph kuzu 数据库`);
/** Words for stores that are not always asked in a statement language. */
const ANY_STORE = new Set(['database', 'db', '数据库']);
const STATEMENT = /\b(?:sql|cypher)\b/i;
/** Writing about statements is not running them. */
const ABOUT =
  wordSet(`generate explain format validate convert translate optimize lint parse analyze build describe search list
   find suggest create save get show`);
const RUNNING = wordSet('run execute query exec perform');

/** A statement in a database language that the server runs. */
export const sqlArgument: Rule = (reading) => {
  const runs = reading.actions.some(({ verb, where }) => where !== 'later' && RUNNING.has(verb));
  const about = reading.actions.some(({ verb, where }) => where !== 'later' && ABOUT.has(verb));
  const statements = reading.parameters.filter(
    (parameter) => isFreeText(parameter) && isStatement(parameter, reading, runs),
  );
  if (statements.length > 0 && (runs || !about)) {
    return { facts: statements.map((parameter) => argumentFact(parameter, 'sql-argument', 'sql')) };
  }
  return { facts: undeclared(reading) };
};

function isStatement(parameter: Parameter, reading: Reading, runs: boolean): boolean {
  const { topic } = reading;
  const name = plainName(parameter);
  if (SQL_NAMES.test(name)) return true;
  if (PIPELINE_NAMES.test(name)) return isAggregation(parameter, reading);
  if (!QUERY_NAMES.test(name)) return false;
  if (STATEMENT.test(parameter.description)) return true;
  return runs && [...DATABASE].some((word) => topic.has(word)) && !topic.has('search');
}

/** A pipeline of the tool itself, not one that lies deep in a choice of targets. */
function isAggregation({ evidence, description }: Parameter, reading: Reading): boolean {
  const own = /^\/inputSchema\/properties\/[^/]+$/.test(evidence.field) || evidence.field === '/description';
  return own && (AGGREGATION.test(description) || AGGREGATION.test(reading.name));
}

/** Without a schema, the verbs say it: "Run a SQL statement". */
function undeclared({ actions }: Reading): Fact[] {
  return actions
    .filter(
      ({ verb, object, rest, where }) =>
        where !== 'later' &&
        ((verb === 'query' && object.some((word) => DATABASE.has(word) && !ANY_STORE.has(word))) ||
          (namesStatement([...object, ...rest.slice(0, 8)]) &&
            (RUNNING.has(verb) || ranForItsPlan([...object, ...rest])))),
    )
    .map(({ evidence }) => ({
      kind: 'argument',
      value: 'sql',
      rule: 'sql-argument',
      certainty: 'likely',
      evidence: [evidence],
    }));
}

function namesStatement(words: string[]): boolean {
  return words.includes('sql') || words.includes('cypher');
}

/** "Actual execution plan", EXPLAIN ANALYZE: the statement is run for its plan. */
function ranForItsPlan(words: string[]): boolean {
  return words.includes('plan') && (words.includes('actual') || words.includes('analyze'));
}
