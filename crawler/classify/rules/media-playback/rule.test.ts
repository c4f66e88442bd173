import { expect, test } from 'vitest';
import { classify } from '../../classify.ts';
import { readDefinition } from '../../read-definition.ts';
import { mediaPlayback } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (mediaPlayback(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { name: 'pausePlayback' },
  { name: 'x', description: 'Play the first track whose name matches.' },
  { name: 'music_pause', description: 'Pause.' },
  { name: 'x', description: 'Skip to the previous track' },
  { name: 'x', description: 'Plays a sound.' },
  { name: 'x', description: 'Search for a track and play the top result' },
])('$name: update', (tool) => {
  expect(values(tool)).toContain('update');
  expect(classify(tool).category).toBe('Write');
});

test.each([{ name: 'pause_service' }, { name: 'play_macro' }, { name: 'list_tracks' }])('$name: nothing', (tool) => {
  expect(values(tool)).toEqual([]);
});
