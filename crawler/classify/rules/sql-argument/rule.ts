import type { Evidence } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName, subCommand } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const SQL_NAMES =
  /^(?:raw_)?(?:sql|sql_query|sql_statement|sql_text|query_sql|cypher|cypher_query|aql|sqls|sql_queries|sql_string|gremlin|migration_sql|raw_sql|sql_code|sql_command|tsql|sql_script)$/;
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
/** Written as the language writes it, the word says that a "query" is a statement. */
const SELECTING = /\bSELECT (?:quer(?:y|ies)|statements?)\b/;
/** "SQL statement to execute", whatever the argument is called. */
const TO_RUN =
  /\b(?:sql|cypher|t-sql|plsql)\b (?:quer(?:y|ies)|statements?|commands?|code|script)?\s?(?:to (?:be )?|that (?:is|will be) )?(?:execute|run)d?\b/i;
/** Writing about statements is not running them. */
const ABOUT =
  wordSet(`generate explain format validate convert translate optimize lint parse analyze build describe search list
   find suggest create save get show`);
/** Of these, the ones that may as well return what a statement selects, when the argument can be nothing but one. */
const SELECTS = new Set(['describe', 'search', 'list', 'find', 'get', 'show']);
const PLANNED = wordSet('plan explain history template log syntax example schema');
/** Names of statements, beside the languages. */
const STATEMENTS = wordSet('sql cypher ddl dml');
const QUERIES = wordSet('query command statement');
/** Stores that are asked by commands, one of which drops everything. */
const COMMANDED = wordSet('redis valkey keydb memcached mongo mongodb');
const EXECUTING =
  /\b(?:execut|run)(?:e|es|ing|ning)? (?:[a-z]{1,15} ){0,2}(?:sql|cypher|t-sql|database) (?:quer(?:y|ies)|statements?|commands?|scripts?)/i;
const RUNNING = wordSet('run execute query exec perform');

/** A statement in a database language that the server runs. */
export const sqlArgument: Rule = (reading) => {
  const runs = reading.actions.some(({ verb, where }) => where !== 'later' && RUNNING.has(verb));
  const about = reading.actions.some(({ verb, where }) => where !== 'later' && ABOUT.has(verb));
  const selects = reading.actions.every(
    ({ verb, where, object }) =>
      where === 'later' || !ABOUT.has(verb) || (SELECTS.has(verb) && !object.some((noun) => PLANNED.has(noun))),
  );
  const statements = reading.parameters.filter(
    (parameter) => isFreeText(parameter) && isStatement(parameter, reading, runs),
  );
  const certain = runs || !about ? statements : selects ? statements.filter(isSql) : [];
  if (certain.length > 0) return { facts: certain.map((parameter) => argumentFact(parameter, 'sql-argument', 'sql')) };
  return { facts: [...undeclared(reading), ...routed(reading)] };
};

function isSql(parameter: Parameter): boolean {
  return SQL_NAMES.test(plainName(parameter));
}

function isStatement(parameter: Parameter, reading: Reading, runs: boolean): boolean {
  const { topic } = reading;
  const name = plainName(parameter);
  if (isSql(parameter)) return true;
  if (PIPELINE_NAMES.test(name)) return isAggregation(parameter, reading);
  if (TO_RUN.test(parameter.description)) return true;
  if (!QUERY_NAMES.test(name)) return false;
  if (STATEMENT.test(parameter.description) || SELECTING.test(reading.description.slice(0, 4000))) return true;
  return runs && [...DATABASE].some((word) => topic.has(word)) && !topic.has('search');
}

/** A pipeline of an aggregation, also where it is one of several things to choose from, however deep. */
function isAggregation({ description }: Parameter, reading: Reading): boolean {
  return AGGREGATION.test(description) || AGGREGATION.test(reading.name);
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
    .map(({ evidence }) => fact(evidence));
}

function namesStatement(words: string[]): boolean {
  if (words.some((word) => STATEMENTS.has(word))) return true;
  const commanded = words.findIndex((word) => COMMANDED.has(word));
  if (commanded !== -1 && words[commanded + 1] === 'command') return true;
  const store = words.findIndex((word) => DATABASE.has(word) && !ANY_STORE.has(word) && word !== 'aql');
  return store !== -1 && QUERIES.has(words[store + 1] ?? '');
}

/** A router to sub-commands, of which one runs statements: "executing SQL queries". */
function routed({ parameters, description }: Reading): Fact[] {
  const match = subCommand(parameters) === undefined ? null : EXECUTING.exec(description.slice(0, 4000));
  return match === null ? [] : [fact({ field: '/description', quote: match[0] })];
}

function fact(evidence: Evidence): Fact {
  return { kind: 'argument', value: 'sql', rule: 'sql-argument', certainty: 'likely', evidence: [evidence] };
}

/** "Actual execution plan", EXPLAIN ANALYZE: the statement is run for its plan. */
function ranForItsPlan(words: string[]): boolean {
  return words.includes('plan') && (words.includes('actual') || words.includes('analyze'));
}
