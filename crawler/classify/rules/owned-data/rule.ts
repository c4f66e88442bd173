import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Reading } from '../../reading.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { plainName } from '../argument.ts';
import { dataRead } from '../data-read.ts';
import type { Rule } from '../rule.ts';

/** Things that belong to somebody: an account, a company, a person. */
const OWNED = wordSet(
  `account activity alert analytic attachment balance board bookmark booking budget calendar campaign card chat comment contact
   conversation customer deal document draft email employee expense file holding inbox incident invoice issue journal lead mail
   mailbox margin meeting member memory message note opportunity order patient payment payroll people person playlist portfolio
   position profile project prospect purchase recording record reminder repository reservation screen sleep statement
   subscription task thread ticket timesheet todo transaction user vault workout workspace block clipboard memo habit donation
   heartrate watchlist folder sheet spreadsheet row entity relation knowledge graph automation repo report log dashboard session webhook recipient feedback poll quiz favorite checkout wiki label response children history timeline inventory`,
);
/** These are of the public where a chain, a market or an open network is what a tool is about. */
const OFTEN_PUBLIC = wordSet(
  'account balance transaction wallet user comment company order position holding repository repo member activity alert file project portfolio profile issue report log history label response session',
);
const PUBLIC = wordSet(
  `blockchain ethereum etherscan bitcoin solana starknet onchain chain evm nft defi youtube wikipedia npm pypi arxiv steam reddit
   congress parliament github docs documentation sdk library figma nba mlb nfl fantasy esport`,
);
/** Words that make even these somebody's own. */
const OWN = wordSet('my your own authenticated logged private personal');

/** Rows of a database that the caller queries are somebody's. */
const STORES = wordSet(
  'sql database mysql postgres postgresql mongodb neo4j cypher sqlite snowflake clickhouse redis duckdb mssql oracle mariadb bigquery',
);
const QUERIES = wordSet('query find aggregate execute run select read search');
const QUERY_ARGUMENT = /^(?:query|sql|filter|pipeline|cypher|statement|sql_query)$/;

/** Returning data that belongs to somebody. */
export const ownedData: Rule = (reading) => {
  const { actions, topic } = reading;
  const isPublic = [...PUBLIC].some((word) => topic.has(word)) && ![...OWN].some((word) => topic.has(word));
  return {
    facts: [
      ...rows(reading),
      ...dataRead(
        actions,
        (phrase) => {
          const head = phrase.at(-1) ?? '';
          return OWNED.has(head) && !(isPublic && OFTEN_PUBLIC.has(head));
        },
        'owned-data',
        'private-data',
      ),
    ],
  };
};

/** What a query against a database gives back. */
function rows({ actions, topic, parameters }: Reading): Fact[] {
  if (![...STORES].some((word) => topic.has(word))) return [];
  if (!parameters.some((parameter) => QUERY_ARGUMENT.test(plainName(parameter)))) return [];
  return actions
    .filter(({ verb, where }) => (where === 'name' || where === 'head') && QUERIES.has(verb))
    .map(({ evidence }) => ({
      kind: 'data',
      value: 'private-data',
      rule: 'owned-data',
      certainty: 'likely',
      evidence: [evidence],
    }));
}
