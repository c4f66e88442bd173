import {
  always,
  DATABASE,
  dynamic,
  isVariable,
  ofTheCaller,
  SQL_CHANGES,
  SQL_DELETES,
  SQL_OF_THE_CALLER,
  SQL_READS,
  weak,
} from './call-arguments.ts';
import type { Sink } from './sink.ts';

const call = (source: string) => new RegExp(source, 'g');

/** The calls of Python that matter, by the names of its standard library and of the most used packages. */
export const PYTHON_SINKS: readonly Sink[] = [
  {
    capability: 'runs a program',
    call: call(
      String.raw`\bos\.(?:system|popen)\s*\(|\basyncio\.create_subprocess_shell\s*\(|\bsubprocess\.get(?:status)?output\s*\(`,
    ),
    effect: { value: 'execute' },
    certainty: dynamic,
  },
  {
    capability: 'runs a program',
    call: call(
      String.raw`\bsubprocess\.(?:run|call|Popen|check_output|check_call)\s*\(|\basyncio\.create_subprocess_exec\s*\(|\bpty\.spawn\s*\(|\bos\.exec\w{1,3}\s*\(`,
    ),
    effect: { value: 'execute' },
    certainty: (args) => (/\bshell\s*=\s*True\b/.test(args) && isVariable(args) ? 'likely' : 'weak'),
  },
  {
    capability: 'runs code',
    call: call(String.raw`(?<![.\w])(?:eval|exec)\s*\(`),
    effect: { value: 'execute' },
    certainty: dynamic,
  },
  {
    capability: 'deletes files',
    call: call(
      String.raw`\bos\.(?:remove|unlink|rmdir|removedirs)\s*\(|\bshutil\.rmtree\s*\(|\.unlink\s*\(|\.rmdir\s*\(`,
    ),
    effect: { value: 'delete', object: 'file' },
    certainty: ofTheCaller,
  },
  {
    capability: 'writes files',
    call: call(String.raw`(?<![\w])(?:aiofiles\.|io\.)?open\s*\(`),
    arguments: /,\s*(?:mode\s*=\s*)?["'][rbt]*[wax+][bt+]*["']/,
    effect: { value: 'create', object: 'file' },
    certainty: ofTheCaller,
  },
  {
    capability: 'writes files',
    call: call(
      String.raw`\.(?:write_text|write_bytes)\s*\(|\bshutil\.(?:copy|copy2|copyfile|copytree|move)\s*\(|\bos\.(?:rename|replace)\s*\(`,
    ),
    effect: { value: 'create', object: 'file' },
    certainty: weak,
  },
  {
    capability: 'deletes something over the network',
    call: call(String.raw`\b(?:requests|httpx|session|client|self\.session|self\.client|self\._client)\.delete\s*\(`),
    effect: { value: 'delete' },
    certainty: always,
  },
  {
    capability: 'changes something over the network',
    call: call(
      String.raw`\b(?:requests|httpx|session|client|self\.session|self\.client|self\._client)\.(?:put|patch)\s*\(`,
    ),
    effect: { value: 'update' },
    certainty: always,
  },
  {
    capability: 'asks the network',
    call: call(
      String.raw`\b(?:requests|httpx)\.\w{1,12}\s*\(|\burllib\.request\.\w{1,20}\s*\(|\burlopen\s*\(|\baiohttp\.\w{1,20}\s*\(`,
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
    call: call(String.raw`\.(?:delete_many|delete_one|find_one_and_delete|drop_collection|drop_database)\s*\(`),
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
    call: call(String.raw`\.(?:insert_one|insert_many|update_one|update_many|replace_one|bulk_write)\s*\(`),
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
    call: call(String.raw`\bjson\.dumps\s*\(|\breturn\s+|\bstr\s*\(`),
    arguments: /^\s*(?:dict\s*\(\s*)?os\.environ\b(?!\s*(?:\.get|\[|\.copy\(\)\s*\n))/,
    certainty: always,
  },
];
