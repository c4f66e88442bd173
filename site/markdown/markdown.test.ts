import { describe, expect, it } from 'vitest';
import { inlineText, parseInline, parseMarkdown } from './markdown.ts';

describe('site/markdown/markdown.test.ts', () => {
  it('reads the blocks that our documents use', () => {
    const source =
      '# Title\n\nA *fine* paragraph\nof **two** lines.\n\n- one\n  goes on\n- `two`\n\n1. first\n2. second\n\n```json\n{ "a": "| #" }\n```\n\n| a | b |\n|---|---|\n| `x|y` | z \\| w |\n\n> quoted\n';
    expect(parseMarkdown(source).map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'list',
      'list',
      'code',
      'table',
      'quote',
    ]);
    const blocks = parseMarkdown(source);
    expect(blocks[2]).toMatchObject({
      ordered: false,
      items: [[{ text: 'one goes on' }], [{ kind: 'code', text: 'two' }]],
    });
    expect(blocks[4]).toMatchObject({ language: 'json', text: '{ "a": "| #" }' });
    expect(blocks[5]).toMatchObject({ rows: [[[{ kind: 'code', text: 'x|y' }], [{ text: 'z | w' }]]] });
  });

  it('knows a table without headings, and one with an empty row', () => {
    const blocks = parseMarkdown('|  |  |\n|---|---|\n| a | b |\n|  |  |');
    expect(blocks).toMatchObject([
      {
        kind: 'table',
        head: [[], []],
        rows: [
          [[{ text: 'a' }], [{ text: 'b' }]],
          [[], []],
        ],
      },
    ]);
  });

  it('keeps what it does not know as text', () => {
    const text = 'a < b, <script>alert(1)</script>, 2 * 3 * 4, snake_case_name, [not a link]';
    expect(parseInline(text)).toEqual([{ kind: 'text', text }]);
  });

  it('reads links and emphasis inside each other', () => {
    expect(inlineText(parseInline('see **[the *rules*](/risk/)** and <https://example.com>'))).toBe(
      'see the rules and https://example.com',
    );
  });

  it('ends on text that never closes', () => {
    expect(parseMarkdown('```\nopen').at(0)).toMatchObject({ kind: 'code', text: 'open' });
    expect(inlineText(parseInline('`open **too _much'))).toBe('`open **too _much');
    expect(parseMarkdown('|').map(({ kind }) => kind)).toEqual(['table']);
  });
});
