#!/usr/bin/env node
// A server without dependencies that serves only when it is started as it wants. config.json says how:
//   variables       names of variables; the first one missing is named in an error
//   shape           { NAME: [regular expression, words] }: a value must match, else the words are the error
//   slowMs          how long it does nothing at all when it is started
//   silent          names of variables without any of which it stops with an error that names none
//   command         the words that must stand first; without them it prints its usage, `usage`
//   flags           arguments that must be there; else `usage`
//   serveHttpUnless an argument; without it, it serves HTTP
//   http            'streamable' | 'sse', with path, session, json (answers as JSON instead of a stream)
//   endsAfterHandshake  it ends as soon as everything that lay ready with the handshake is answered
//   modern          only the stateless protocol
//   ifCapability    { roots | sampling | elicitation: tool that is there only then }
//   askRoots        the list has a tool that names the client's roots, announced by list_changed
//   withVariable    { NAME: tool that is there only then }
//   marker          a variable that tells that it runs on the Node.js it wants; else it asks for another one, `asks`
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { createInterface } from 'node:readline';

const config = JSON.parse(readFileSync(new URL('config.json', import.meta.url), 'utf8'));
const args = process.argv.slice(2);
const stop = (words) => {
  console.error(words);
  process.exit(1);
};

await new Promise((resolve) => setTimeout(resolve, config.slowMs ?? 0));
if (config.marker !== undefined && !process.env[config.marker]) stop(config.asks);
const command = config.command ?? [];
if (command.some((word, i) => args[i] !== word) || (config.flags ?? []).some((flag) => !args.includes(flag))) {
  if (args.includes('--help')) {
    console.log(config.help ?? config.usage);
    process.exit(0);
  }
  stop(config.usage);
}
for (const name of config.variables ?? []) {
  if (!process.env[name]) stop(`Error: the variable ${name} is required but was not set`);
}
for (const [name, [pattern, words]] of Object.entries(config.shape ?? {})) {
  if (!new RegExp(pattern).test(process.env[name] ?? '')) stop(words);
}
if ((config.silent ?? []).some((name) => !process.env[name])) stop('TypeError: cannot read properties of nothing');

const tool = (name) => ({ name, description: '', inputSchema: { type: 'object' } });
let capabilities = {};
const extra = [];
const tools = () => [
  ...(config.tools ?? ['works']).map(tool),
  ...Object.entries(config.ifCapability ?? {})
    .filter(([capability]) => capabilities[capability] !== undefined)
    .map(([, name]) => tool(name)),
  ...Object.entries(config.withVariable ?? {})
    .filter(([name]) => process.env[name])
    .map(([, name]) => tool(name)),
  ...extra.map(tool),
];

const META = 'io.modelcontextprotocol';
/** The answer to a request, or nothing to a notification; `push` sends something of the server's own. */
function answer({ id, method, params, result }, push) {
  if (method === undefined) {
    if (id === 'roots' && result?.roots !== undefined) {
      extra.push(...result.roots.map(({ uri }) => `root ${uri}`));
      push({ method: 'notifications/tools/list_changed' });
    }
    return undefined;
  }
  if (method === 'notifications/initialized' && config.askRoots && capabilities.roots !== undefined) {
    push({ id: 'roots', method: 'roots/list' });
  }
  if (id === undefined) return undefined;
  if (config.modern) {
    const version = params?._meta?.[`${META}/protocolVersion`];
    if (version !== '2026-07-28') {
      return {
        id,
        error: { code: -32022, message: 'Unsupported protocol version', data: { supported: ['2026-07-28'] } },
      };
    }
    capabilities = params._meta[`${META}/clientCapabilities`];
    if (method === 'server/discover') {
      return {
        id,
        result: {
          resultType: 'complete',
          supportedVersions: [version],
          serverInfo: { name: 'demanding', version: '2' },
        },
      };
    }
  } else if (method === 'initialize') {
    ({ capabilities } = params);
    const serverInfo = { name: 'demanding', version: '1' };
    return {
      id,
      result: { protocolVersion: '2025-06-18', capabilities: { tools: { listChanged: true } }, serverInfo },
    };
  }
  if (method === 'tools/list') return { id, result: { tools: tools() } };
  return { id, error: { code: -32601, message: 'Method not found' } };
}

const line = (message) => JSON.stringify({ jsonrpc: '2.0', ...message });

function serveStdio() {
  const send = (message) => process.stdout.write(`${line(message)}\n`);
  createInterface({ input: process.stdin }).on('line', (text) => {
    const reply = answer(JSON.parse(text), send);
    if (reply !== undefined) send(reply);
    if (config.endsAfterHandshake) setImmediate(() => process.exit(1));
  });
}

function serveHttp() {
  const { http, path = '/mcp', session, json, port = 3917 } = config;
  const known = new Set();
  let stream;
  const event = (response, name, data) => response.write(`event: ${name}\r\ndata: ${data}\r\n\r\n`);
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      if (http === 'sse' && request.method === 'GET' && url.pathname === path) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        stream = response;
        event(response, 'endpoint', '/post?session=1');
      } else if (http === 'sse' && request.method === 'POST' && url.pathname === '/post') {
        response.writeHead(202).end('Accepted');
        const push = (message) => event(stream, 'message', line(message));
        const reply = answer(JSON.parse(body), push);
        if (reply !== undefined) push(reply);
      } else if (http === 'streamable' && request.method === 'POST' && url.pathname === path) {
        const message = JSON.parse(body);
        const id = request.headers['mcp-session-id'];
        if (session && message.method !== 'initialize' && !known.has(id)) {
          response.writeHead(404).end();
          return;
        }
        const own = randomUUID();
        if (session) known.add(own);
        const headers = session && message.method === 'initialize' ? { 'mcp-session-id': own } : {};
        const reply = answer(message, () => {});
        if (reply === undefined) {
          response.writeHead(202, headers).end();
        } else if (json) {
          response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(line(reply));
        } else {
          response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
          event(response, 'message', line(reply));
          response.end();
        }
      } else {
        response.writeHead(404).end('not here');
      }
    });
  });
  server.listen(port, '127.0.0.1', () => console.log(`Server is at http://localhost:${port}${path}`));
}

const wantsHttp = config.http !== undefined && !(config.serveHttpUnless && args.includes(config.serveHttpUnless));
(wantsHttp ? serveHttp : serveStdio)();
