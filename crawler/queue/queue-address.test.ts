import { expect, test } from 'vitest';
import { parseQueueAddress } from './queue-address.ts';

test.each([
  ['redis://queue.internal', 'redis://queue.internal:6379/0', { host: 'queue.internal', port: 6379, db: 0 }],
  ['redis://queue.internal:7000/3', 'redis://queue.internal:7000/3', { port: 7000, db: 3 }],
  ['rediss://queue.internal', 'rediss://queue.internal:6379/0', { tls: { servername: 'queue.internal' } }],
  ['rediss://10.0.0.7:1', 'rediss://10.0.0.7:1/0', { host: '10.0.0.7', tls: {} }],
  ['redis://[::1]:7/0', 'redis://[::1]:7/0', { host: '::1', port: 7 }],
  ['unix:///run/redis/a%20b.sock', 'unix:///run/redis/a b.sock', { path: '/run/redis/a b.sock' }],
  ['redis://me:p%40ss@q', 'redis://q:6379/0', { username: 'me', password: 'p@ss' }],
  ['redis://:secret@q/1', 'redis://q:6379/1', { password: 'secret' }],
])('%s', (text, label, options) => {
  const address = parseQueueAddress(text);
  expect(address.label).toBe(label);
  expect(address.options).toMatchObject(options);
});

test('the password may come from the environment; the one in the address goes first', () => {
  const env = { TOOLGATE_QUEUE_PASSWORD: 'from-env' };
  expect(parseQueueAddress('redis://me@q', env).options).toMatchObject({ username: 'me', password: 'from-env' });
  expect(parseQueueAddress('redis://:own@q', env).options.password).toBe('own');
});

test.each([
  'http://:secret@queue',
  'secret',
  'redis://:secret@queue/zero',
  'redis://:secret@queue/0/1',
  'redis://:secret@/0',
  'redis://:secret@queue?tls=false',
  'redis://:secret%zz@queue',
  'redis://:secret@queue:99999',
])('refuses %s without repeating it', (text) => {
  let said = '';
  try {
    parseQueueAddress(text);
  } catch (error) {
    said = `${(error as Error).name} ${(error as Error).message} ${(error as { hint?: string }).hint}`;
  }
  expect(said).toMatch(/^Rejected .*Expected redis:/);
  expect(said).not.toContain('secret');
});
