import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DETECTION_TABLE } from '../../catalog/model/detections.ts';

const FOLDER = join(import.meta.dirname, 'pages');

test('every detection over the catalogue has its page, and no page is left over', () => {
  const slugs = DETECTION_TABLE.flatMap(({ slug, reads }) => (reads === 'catalogue' ? [`${slug}.md`] : []));
  expect(readdirSync(FOLDER).toSorted()).toEqual(slugs.toSorted());
  for (const page of slugs) {
    const text = readFileSync(join(FOLDER, page), 'utf8');
    expect(text).toMatch(/^# \S/);
    expect(text).toContain('**How it is decided.**');
  }
});

test('numbers and names are used once, in order', () => {
  expect(DETECTION_TABLE.map(({ id }) => id)).toEqual(Array.from({ length: 19 }, (_, i) => `D${i + 1}`));
  expect(new Set(DETECTION_TABLE.map(({ slug }) => slug)).size).toBe(19);
});
