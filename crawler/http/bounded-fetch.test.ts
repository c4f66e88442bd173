import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { boundedFetch } from './bounded-fetch.ts';
import { openDispatcher } from './open-dispatcher.ts';

/** A server on the loopback interface, and a fetch that is bounded to 1,000 bytes. */
async function setting(handle: (request: IncomingMessage, response: ServerResponse) => void, timeoutMs = 5000) {
  const server = createServer(handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dispatcher = openDispatcher();
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await dispatcher.destroy();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, fetch: boundedFetch({ dispatcher, maxBytes: 1000, timeoutMs }) };
}

describe('crawler/http/bounded-fetch.test.ts', () => {
  it('sends what it is given, and gives what comes', async () => {
    const { url, fetch } = await setting((request, response) => {
      const { method, headers } = request;
      response.writeHead(201, { 'x-said': 'yes', 'content-type': 'application/json' });
      response.end(JSON.stringify({ method, authorization: headers.authorization }));
    });
    const response = await fetch(url, {
      method: 'POST',
      body: '{}',
      headers: new Headers({ authorization: 'Bearer x' }),
    });
    expect([response.status, response.headers.get('x-said')]).toEqual([201, 'yes']);
    expect(await response.json()).toEqual({ method: 'POST', authorization: 'Bearer x' });
  });

  it('understands forms of the runtime, files included', async () => {
    const { url, fetch } = await setting((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => response.end(Buffer.concat(chunks)));
    });
    const form = new FormData();
    form.append('purpose', 'batch');
    form.append('file', new File(['{"a":1}\n'], 'a.jsonl'));
    const text = await (await fetch(url, { method: 'POST', body: form })).text();
    expect(text).toMatch(/name="purpose"\r\n\r\nbatch/);
    expect(text).toMatch(/name="file"; filename="a\.jsonl"[\s\S]*\{"a":1\}\n/);
  });

  it('goes nowhere else, whatever the server says', async () => {
    let elsewhere = 0;
    const other = await setting((_, response) => {
      elsewhere += 1;
      response.end();
    });
    const { url, fetch } = await setting((_, response) => response.writeHead(307, { location: other.url }).end());
    expect((await fetch(url, { headers: { authorization: 'Bearer x' } })).status).toBe(307);
    expect(elsewhere).toBe(0);
  });

  it('stops at the limit of bytes', async () => {
    const { url, fetch } = await setting((_, response) => response.end('x'.repeat(1001)));
    await expect((await fetch(url)).text()).rejects.toThrow('more than 1000 bytes');
    const just = await setting((_, response) => response.end('x'.repeat(1000)));
    expect(await (await just.fetch(just.url)).text()).toHaveLength(1000);
  });

  it('stops in time, also within a body, and when it is told to', async () => {
    const { url, fetch } = await setting((_, response) => response.write('x'), 200);
    await expect((await fetch(url)).text()).rejects.toThrow(/timeout/i);
    const stop = new AbortController();
    const silent = await setting(() => stop.abort(new Error('stopped')));
    await expect(silent.fetch(silent.url, { signal: stop.signal })).rejects.toThrow('stopped');
  });

  it('gives answers without a body', async () => {
    const { url, fetch } = await setting((_, response) => response.writeHead(204).end());
    expect(await (await fetch(url)).text()).toBe('');
  });
});
