import { expect, it } from 'vitest';
import { domainOf } from './domain-of.ts';

it.each([
  ['https://mcp.notes.example', 'notes.example'],
  ['https://notes.example.', 'notes.example'],
  ['https://a.b.c.notes.example:8443', 'notes.example'],
  ['http://localhost:1', 'localhost'],
  ['http://127.0.0.1:1', '127.0.0.1'],
  ['http://2130706433', '127.0.0.1'],
  ['http://[::1]:1', '[::1]'],
  ['https://notes.co.uk', 'co.uk'],
])('counts %s under %s', (url, domain) => {
  expect(domainOf(new URL(url).hostname)).toBe(domain);
});
