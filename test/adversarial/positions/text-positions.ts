import type { Position } from '../position.ts';
import { withTool } from '../subject.ts';

/** Names longer than this do not pass the edge. */
const MAX_NAME = 1000;
const SLUG = 60;

function slug(text: string): string {
  return text
    .slice(0, 4 * SLUG)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, SLUG);
}

/** A position in the description, where there is one. */
function inDescription(id: string, put: (description: string, text: string) => string): Position {
  return {
    id,
    place: (subject, text) => {
      const description = subject.tool['description'];
      return typeof description === 'string' ? withTool(subject, { description: put(description, text) }) : undefined;
    },
    precedes: true,
    defines: true,
  };
}

/** A position in the name. The name need not tell any more what the tool does, so something else must. */
function inName(id: string, put: (name: string, text: string) => string): Position {
  return {
    id,
    place: (subject, text) => {
      const before = String(subject.tool['name']);
      const name = put(before, text).slice(0, MAX_NAME);
      return name === before || name === '' ? undefined : withTool(subject, { name });
    },
    costs: 'name',
  };
}

/** A text in the middle of the words, sentence or not. */
function halfway(description: string, text: string): string {
  const words = description.split(' ');
  const half = Math.ceil(words.length / 2);
  return [...words.slice(0, half), text, ...words.slice(half)].join(' ');
}

/** Name, title and description. */
export const textPositions: readonly Position[] = [
  inDescription('description-before', (description, text) => `${text} ${description}`),
  inDescription('description-before-line', (description, text) => `${text}\n\n${description}`),
  { ...inDescription('description-after', (description, text) => `${description} ${text}`), precedes: false },
  { ...inDescription('description-after-line', (description, text) => `${description}\n\n${text}`), precedes: false },
  inDescription('description-both', (description, text) => `${text}\n${description}\n${text}`),
  { ...inDescription('description-middle', halfway), precedes: false, splits: true },
  { ...inDescription('description-instead', (_, text) => text), precedes: false, costs: 'description' },
  inName('name-prefix', (name, text) => (slug(text) === '' ? name : `${slug(text)}_${name}`)),
  inName('name-suffix', (name, text) => (slug(text) === '' ? name : `${name}_${slug(text)}`)),
  inName('name-instead', (_, text) => slug(text)),
  inName('name-sentence', (name, text) => `${name} ${text}`),
  { id: 'title', place: (subject, text) => withTool(subject, { title: text }) },
  { id: 'annotation-title', place: (subject, text) => withTool(subject, { annotations: { title: text } }) },
];
