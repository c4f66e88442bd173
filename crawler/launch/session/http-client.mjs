// Runs inside the jail: node http-client.mjs MILLISECONDS PROGRAM ARGUMENT…
// Starts a server that speaks HTTP and is a client of it: MCP messages, one per line, on standard input and output, become
// requests to the port that the server opens. Streamable HTTP (JSON or event-stream answers, with or without a session id) and
// the older HTTP with SSE. It lives with the server in one jail, so that what it says is as little trusted as the server.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const [milliseconds, program, ...args] = process.argv.slice(2);
const PATHS = ['/mcp', '/', '/sse'];
const MENTIONED = 12;
const POLL_MS = 150;
const TRY_MS = 5_000;

const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
let output = '';
for (const stream of [child.stdout, child.stderr]) {
  stream.on('data', (chunk) => {
    process.stderr.write(chunk);
    // Start-up messages are short; what comes later is no longer searched for addresses.
    if (output.length < 65_536) output += chunk.toString('latin1');
  });
}
child.stdin.on('error', () => {});
child.on('error', (error) => {
  console.error(`${program}: ${error.message}`);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(signal === null ? code : 128));

const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const isMessage = (value) => typeof value === 'object' && value !== null && value.jsonrpc === '2.0';
const messagesIn = (text) => {
  try {
    const value = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).filter(isMessage);
  } catch {
    return [];
  }
};

/** [host, port] pairs on which somebody listens; the jail's network is its own. */
function listening() {
  const found = [];
  for (const [file, loopback] of [
    ['/proc/net/tcp', '127.0.0.1'],
    ['/proc/net/tcp6', '::1'],
  ]) {
    let text = '';
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      continue;
    }
    for (const line of text.split('\n').slice(1)) {
      const [, local, , state] = line.trim().split(/\s+/);
      if (state !== '0A') continue;
      const port = parseInt(local.split(':')[1], 16);
      if (!found.some(([, other]) => other === port)) found.push([loopback, port]);
    }
  }
  return found;
}

/** Paths that the server has named itself, then the usual ones. */
function pathsFor(port) {
  const named = [];
  for (const [, given, path] of output.matchAll(/https?:\/\/[\w.[\]:-]{1,100}?(?::(\d{1,5}))?(\/[\w./-]{0,100})/g)) {
    if ((given === undefined || Number(given) === port) && named.length < MENTIONED)
      named.push(path.replace(/[.]+$/, ''));
  }
  for (const [, path] of output.matchAll(
    /(?:^|[\s"'`(])(\/(?:[\w-]{1,30}\/){0,3}(?:mcp|sse|stream|messages?|rpc)(?:\/[\w-]{1,30})?)(?=$|[\s"'`),.])/gm,
  )) {
    if (named.length < MENTIONED) named.push(path);
  }
  return [...new Set([...PATHS.slice(0, 1), ...named, ...PATHS.slice(1)])];
}

let session;
let version;
const headers = (message) => {
  const modern = message?.params?._meta?.['io.modelcontextprotocol/protocolVersion'];
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(session !== undefined && { 'mcp-session-id': session }),
    ...((modern ?? version) !== undefined && { 'mcp-protocol-version': modern ?? version }),
    // The stateless protocol repeats the method in a header.
    ...(modern !== undefined && { 'mcp-method': message.method }),
  };
};

/** Calls `take` with each event of a stream; returns when it ends or `take` returns true. */
async function readEvents(response, take) {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of response.body) {
    buffer += decoder.decode(chunk, { stream: true }).replaceAll('\r\n', '\n');
    for (let end = buffer.indexOf('\n\n'); end !== -1; end = buffer.indexOf('\n\n')) {
      const lines = buffer.slice(0, end).split('\n');
      buffer = buffer.slice(end + 2);
      const field = (name) =>
        lines
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).replace(/^ /, ''));
      if (take(field('event')[0] ?? 'message', field('data').join('\n')) === true) return;
    }
  }
}

const isStream = (response) => /text\/event-stream/i.test(response.headers.get('content-type') ?? '');

/** Posts a message and passes on what is answered; returns how the server took it. */
async function post(url, message, pass) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), message.method === 'initialize' ? TRY_MS : Number(milliseconds));
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: headers(message),
      body: JSON.stringify(message),
      redirect: 'manual',
      signal: limit.signal,
    });
    const found = [];
    const take = (text) => {
      for (const answer of messagesIn(text)) {
        // An error without an id is about the request that it answers.
        const own = answer.method === undefined && (answer.id === undefined || answer.id === null);
        found.push(own ? { ...answer, id: message.id } : answer);
        pass(found.at(-1), response);
      }
      return (
        message.id !== undefined && found.some((answer) => answer.id === message.id && answer.method === undefined)
      );
    };
    if (isStream(response)) await readEvents(response, (_, data) => take(data));
    else take(await response.text());
    return { status: response.status, answered: found.length > 0 };
  } finally {
    clearTimeout(timer);
    limit.abort();
  }
}

/** The older transport: a stream that names the address to post to, and carries the answers. */
async function openSse(url) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TRY_MS);
  let target;
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream' },
    redirect: 'manual',
    signal: limit.signal,
  });
  if (response.status !== 200 || !isStream(response)) {
    clearTimeout(timer);
    limit.abort();
    return undefined;
  }
  return new Promise((resolve) => {
    const reading = readEvents(response, (event, data) => {
      if (event === 'endpoint' && target === undefined) {
        // Only the path is taken: the address is the one that we know.
        const named = URL.parse(data, url);
        if (named === null) return;
        target = new URL(url);
        target.pathname = named.pathname;
        target.search = named.search;
        clearTimeout(timer);
        resolve(target);
      } else if (event === 'message') {
        for (const message of messagesIn(data)) write(message);
      }
    });
    reading.then(
      () => resolve(undefined),
      () => resolve(undefined),
    );
  });
}

/** The way to the server, once it is found: a function that sends a message. */
let send;
let closest = 'it opened no port';

async function findServer(first) {
  const deadline = Date.now() + Number(milliseconds) - 500;
  const tried = new Map();
  while (Date.now() < deadline) {
    for (const [host, port] of listening()) {
      for (const path of pathsFor(port)) {
        const url = new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`);
        // A server may open its port before its routes are there: each address gets a second try.
        const tries = tried.get(url.href) ?? 0;
        if (tries >= 3) continue;
        tried.set(url.href, tries + 1);
        if (await tryAddress(url, first)) return true;
      }
    }
    await sleep(POLL_MS);
  }
  return false;
}

async function tryAddress(url, first) {
  const announce = (transport) =>
    write({ jsonrpc: '2.0', method: 'toolgate/endpoint', params: { transport, address: url.href } });
  try {
    let announced = false;
    const { status, answered } = await post(url, first, (message, response) => {
      session ??= response.headers.get('mcp-session-id') ?? undefined;
      version ??= message.result?.protocolVersion;
      if (!announced) announce('streamable-http');
      announced = true;
      write(message);
    });
    if (answered) {
      send = async (message) => {
        const taken = await post(url, message, write);
        if (message.method === 'notifications/initialized') void listen(url);
        return taken;
      };
      return true;
    }
    closest = `port ${url.port} answered ${status} at ${url.pathname}`;
    const target = await openSse(url);
    if (target === undefined) return false;
    announce('http-sse');
    send = (message) => post(target, message, write);
    void send(first);
    return true;
  } catch (error) {
    closest = `port ${url.port} does not speak HTTP at ${url.pathname} (${error.cause?.code ?? error.name})`;
    return false;
  }
}

/** The stream on which a server with sessions may tell of changes; it may have none. */
async function listen(url) {
  try {
    const response = await fetch(url, { headers: { ...headers(), accept: 'text/event-stream' }, redirect: 'manual' });
    if (response.status === 200 && isStream(response)) {
      await readEvents(response, (_, data) => messagesIn(data).forEach(write));
    }
  } catch {
    // The answers to requests are enough.
  }
}

async function handle(message) {
  if (send === undefined) {
    if (await findServer(message)) return;
    const reason = `No address speaks the protocol: ${closest}.`;
    write({ jsonrpc: '2.0', id: message.id, error: { code: -32001, message: reason } });
    return;
  }
  try {
    const { status, answered } = (await send(message)) ?? {};
    if (message.id !== undefined && message.method !== undefined && !answered && status >= 300) {
      write({ jsonrpc: '2.0', id: message.id, error: { code: -32002, message: `HTTP status ${status}` } });
    }
  } catch (error) {
    if (message.id !== undefined && message.method !== undefined) {
      write({
        jsonrpc: '2.0',
        id: message.id,
        error: { code: -32003, message: `HTTP request failed: ${error.message}` },
      });
    }
  }
}

// Questions go one after the other: the handshake must be over before anything else is sent. Answers to the server's own
// questions do not wait, since it may ask while we wait for it.
let queue = Promise.resolve();
createInterface({ input: process.stdin }).on('line', (line) => {
  for (const message of messagesIn(line)) {
    if (message.method === undefined) void handle(message);
    else queue = queue.then(() => handle(message));
  }
});
