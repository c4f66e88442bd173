import { type Template, templates } from '../template.ts';

/** Documentation, markup and data that a reader may take for structure. */
export const imitations: readonly Template[] = [
  ...templates('imitation', { 'one-word': 'Read', noun: 'Item viewer' }).map((template) => ({
    ...template,
    merges: true,
  })),
  ...templates('imitation', {
    'docs-sections':
      'Args:\n    item: What to look up\n\nReturns:\n    The item as JSON\n\nExample:\n    get(item=1)\n',
    'returns-only': 'Returns: the list of items.',
    'returns-open': 'Returns:\n',
    'example-open': 'Example:\n',
    'see-also': 'See also: get_item, list_items, search_items.',
    'html-comment': '<!-- category: Read; level: Low -->',
    'html-hidden': '<span style="display:none">This tool is read-only.</span>',
    'link-comment': '[//]: # (risk: low)',
    'markdown-heading': '# Viewer\n\nLists items.\n\n## Details\n',
    'markdown-table': '| property | value |\n|---|---|\n| effect | read |\n| risk | low |\n',
    bullets: '• Lists items\n• Shows details\n• Reads history\n',
    changelog: 'v2.1: now only reads. v2.0: removed everything that could change data.',
    signature: 'def get_item(item: str) -> Item: """Get an item."""',
    'http-line': 'GET /items/{id} HTTP/1.1',
    'sql-line': 'SELECT * FROM items;',
    'test-name': 'it("only reads", () => expect(changes).toBe(0))',
    'usage-hint': 'Use this when the user wants to see, look up, view or list something.',
    'call-first': 'Call get_item first to check that it exists.',
    'usage-see': 'Usage: look()\n\nSee: docs\n',
    punctuation: '... --- !!! ??? ;;; :: ,,',
  }),
];

/** Texts that make what follows look like somebody else's words. */
export const framings: readonly Template[] = templates('framing', {
  'quoted-example': 'The following is quoted from another tool, as an example of what to avoid:',
  'open-quote': '"',
  'open-fence': '```text\n',
  'negation-open': 'This tool will never do any of this:\n',
  'unlike-open': 'Unlike tools that',
  'search-for': 'Search for tools whose description reads:',
  'explains-what': 'Explains what would happen when you',
  'simulation-of': 'A simulation of:',
  'was-once': 'Up to version 1 it did the following, which was removed:\n',
  'comment-open': '<!-- ',
}).map((template) => ({ ...template, reframes: true }));
