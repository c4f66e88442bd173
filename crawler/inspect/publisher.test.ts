import { expect, test } from 'vitest';
import { publisherKey, publisherOf } from './publisher.ts';

const server = (name: string, repositoryUrl: string | null = null, identity = name) => ({
  name,
  repositoryUrl,
  identity,
});

test.each([
  [server('io.github.Acme/notes', 'https://github.com/acme/notes'), 'github.com/acme', 'github.com/acme'],
  [server('io.github.acme/notes', 'https://www.github.com/Other/notes.git'), 'github.com/acme', 'github.com/other'],
  [server('com.gitlab.acme/notes', 'https://gitlab.com/group/sub/notes'), 'gitlab.com/acme', 'gitlab.com/group'],
  [server('com.example.mcp/notes', 'https://git.example.com/a/b'), 'example.com', undefined],
  [server('notes', 'not a url'), undefined, undefined],
  [server('acme/notes', null, 'import:acme/notes'), undefined, undefined],
])('%j', (given, namespace, repository) => {
  expect(publisherOf(given)).toEqual({ namespace, repository });
});

test.each([
  [server('io.github.acme/notes', 'https://github.com/other/notes'), 'github.com/other'],
  [server('com.example/notes'), 'example.com'],
  [server('Acme/notes/notes', null, 'import:x'), 'acme'],
  [server('@Acme_notes', null, 'import:x'), 'acme'],
  [server('notes-server', null, 'import:x'), 'notes-server'],
])('%j is one publisher', (given, key) => {
  expect(publisherKey(given)).toBe(key);
});
