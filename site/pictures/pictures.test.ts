import { expect, it } from 'vitest';
import type { ServerView } from '../../catalog/store/reader.ts';
import { badge } from './badge.ts';
import { cardSvg } from './card-svg.ts';
import { drawPng } from './draw-png.ts';
import { serverCard } from './server-card.ts';

const card = (name: string, levels: string[] = ['Critical', 'Low', 'Low']) =>
  serverCard({
    server: { name, slug: 'the-slug' },
    tools: levels.map((level) => ({ definitionHash: 'h', classification: { definitionHash: 'h', level } })),
  } as unknown as ServerView);

const NAMES = [
  'io.github.example/notes',
  '工具箱',
  'pay\u202Etnuoma',
  'a\u0000b\uD800',
  '</text><script>alert(1)</script>&"\'',
  'n'.repeat(1_000_000),
  '💣',
  ' ',
];

it.each(NAMES)('draws the pictures of a server called %j', (name) => {
  const pictures = [badge(card(name)), cardSvg(card(name))];
  for (const svg of pictures) {
    // https://www.w3.org/TR/xml/#NT-Char, without line breaks inside texts.
    expect(svg).toMatch(/^[\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}]*$/u);
    expect(svg).not.toMatch(/<script|[\u202A-\u202E\u2066-\u2069]/);
  }
  const png = Buffer.from(drawPng(pictures[1]!));
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 800, 420]);
});

it('shows a name as it is where it can, else the slug', () => {
  expect(card('io.github.example/nötes').name).toBe('io.github.example/nötes');
  expect(card('pay\u202Etnuoma').name).toBe('the-slug');
  expect(card('n'.repeat(100)).name).toHaveLength(60);
});

it('says level and counts in words', () => {
  expect(badge(card('x'))).toContain('<title>Toolgate: highest risk Critical; tools: 1 critical, 2 low</title>');
  expect(badge(card('x', []))).toContain('<title>Toolgate: no tools known</title>');
  expect(badge(card('x', ['Unclassified', 'Low']))).toContain('highest risk Low; tools: 1 low, 1 unclassified');
  for (const svg of [badge(card('x')), badge(card('x', []))])
    expect(svg).toMatch(/role="img" aria-label="Toolgate: [^"]+"/);
});

it('counts no verdict on an earlier definition', () => {
  const tools = [{ definitionHash: 'new', classification: { definitionHash: 'old', level: 'Low' } }];
  expect(serverCard({ server: { name: 'x', slug: 'x' }, tools } as unknown as ServerView).highest).toBe('Unclassified');
});

it('draws the same bytes from the same, and other ones from another count', () => {
  const draw = (levels: string[]) => Buffer.from(drawPng(cardSvg(card('x', levels)))).toString('base64');
  expect(draw(['Low'])).toBe(draw(['Low']));
  expect(draw(['Low'])).not.toBe(draw(['Low', 'Low']));
});
