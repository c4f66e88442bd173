import {
  always,
  DATABASE,
  dynamic,
  ofTheCaller,
  SQL_CHANGES,
  SQL_DELETES,
  SQL_OF_THE_CALLER,
  SQL_READS,
} from './call-arguments.ts';
import type { Sink } from './sink.ts';

const call = (source: string) => new RegExp(source, 'g');

/** The calls of JavaScript that matter, by the names of its standard library and of the most used packages. */
export const JAVASCRIPT_SINKS: readonly Sink[] = [
  {
    capability: 'runs a program',
    call: call(
      String.raw`(?<![.\w$])(?:exec|execSync|execAsync|execPromise)\s*\(|\b(?:child_process|childProcess|cp|shell|shelljs)\.(?:exec|execSync)\s*\(`,
    ),
    effect: { value: 'execute' },
    certainty: dynamic,
  },
  {
    capability: 'runs a program',
    call: call(String.raw`(?<![\w$])(?:execFile|execFileSync|spawn|spawnSync|execa|execaSync|execaCommand)\s*\(`),
    effect: { value: 'execute' },
    certainty: (args) => (/\bshell\s*:\s*true\b|^\s*["'](?:ba|z)?sh["']/.test(args) ? 'likely' : 'weak'),
  },
  {
    capability: 'runs code',
    call: call(
      String.raw`(?<![.\w$])eval\s*\(|\bnew\s+Function\s*\(|\bvm\.(?:runIn\w{1,20}|compileFunction)\s*\(|\bnew\s+vm\.Script\s*\(`,
    ),
    effect: { value: 'execute' },
    certainty: dynamic,
  },
  {
    capability: 'deletes files',
    call: call(
      String.raw`(?<![\w$])(?:unlink|unlinkSync|rmSync|rmdir|rmdirSync|rimraf|rimrafSync)\s*\(|\b(?:fs|fsp|fsPromises|promises|fse|Deno)\.(?:rm|remove|removeSync)\s*\(`,
    ),
    effect: { value: 'delete', object: 'file' },
    certainty: ofTheCaller,
  },
  {
    capability: 'writes files',
    call: call(
      String.raw`(?<![\w$])(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|outputFile|outputJson|copyFile|copyFileSync|renameSync|writeTextFile)\s*\(|\b(?:fs|fsp|fsPromises|promises|fse)\.(?:rename|cp|move)\s*\(`,
    ),
    effect: { value: 'create', object: 'file' },
    certainty: ofTheCaller,
  },
  {
    capability: 'deletes something over the network',
    call: call(
      String.raw`(?<![.\w$])fetch\s*\(|\b(?:axios|got|ky|request|client|api|http|\$http|undici)(?:\.request)?\s*\(`,
    ),
    arguments: /\bmethod\s*:\s*["'`]DELETE["'`]/i,
    effect: { value: 'delete' },
    certainty: always,
  },
  {
    capability: 'deletes something over the network',
    call: call(String.raw`\b(?:axios|got|ky|api|httpClient|apiClient)\.delete\s*\(`),
    effect: { value: 'delete' },
    certainty: always,
  },
  {
    capability: 'changes something over the network',
    call: call(
      String.raw`(?<![.\w$])fetch\s*\(|\b(?:axios|got|ky|request|client|api|http|\$http|undici)(?:\.request)?\s*\(`,
    ),
    arguments: /\bmethod\s*:\s*["'`](?:PUT|PATCH)["'`]/i,
    effect: { value: 'update' },
    certainty: always,
  },
  {
    capability: 'changes something over the network',
    call: call(String.raw`\b(?:axios|got|ky|api|httpClient|apiClient)\.(?:put|patch)\s*\(`),
    effect: { value: 'update' },
    certainty: always,
  },
  {
    capability: 'asks the network',
    call: call(
      String.raw`(?<![.\w$])fetch\s*\(|\b(?:axios|got|ky|undici)(?:\.\w{1,20})?\s*\(|\bhttps?\.(?:get|request)\s*\(`,
    ),
  },
  {
    capability: 'deletes from a database',
    call: call(DATABASE),
    arguments: SQL_DELETES,
    effect: { value: 'delete' },
    certainty: always,
  },
  {
    capability: 'deletes from a database',
    call: call(
      String.raw`\.(?:deleteMany|deleteOne|findOneAndDelete|findByIdAndDelete|dropDatabase|dropCollection)\s*\(`,
    ),
    effect: { value: 'delete' },
    certainty: always,
  },
  {
    capability: 'changes a database',
    call: call(DATABASE),
    arguments: SQL_CHANGES,
    effect: { value: 'update' },
    certainty: always,
  },
  {
    capability: 'changes a database',
    call: call(String.raw`\.(?:insertOne|insertMany|updateOne|updateMany|replaceOne|bulkWrite|findOneAndUpdate)\s*\(`),
    effect: { value: 'update' },
    certainty: always,
  },
  {
    capability: 'changes a database',
    call: call(DATABASE),
    arguments: SQL_OF_THE_CALLER,
    effect: { value: 'execute', object: 'statement' },
    certainty: always,
  },
  { capability: 'queries a database', call: call(DATABASE), arguments: SQL_READS },
  {
    capability: 'hands out environment variables',
    call: call(
      String.raw`\bJSON\.stringify\s*\(|\breturn\s+|\btext\s*:\s*|\bObject\.(?:entries|fromEntries|assign)\s*\(`,
    ),
    arguments: /^\s*(?:\{\s*\.\.\.)?process\.env\b(?!\s*[.[?])/,
    certainty: always,
  },
];
