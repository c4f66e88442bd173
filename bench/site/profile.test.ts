import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { secondsByPart } from './profile.ts';

test('sums the threads of a profile by where their code is, and leaves waiting out', () => {
  const folder = temporaryFolder();
  const frames = [
    ['(idle)', ''],
    ['drawPng', 'file:///repo/site/pictures/draw-png.ts'],
    ['toolPage', 'file:///repo/site/view/tool/tool-page.ts'],
    ['(garbage collector)', ''],
    ['odd', 'file:///elsewhere/x.js'],
  ] as const;
  const profile = {
    nodes: frames.map(([functionName, url], i) => ({ id: i + 1, callFrame: { functionName, url } })),
    samples: [1, 2, 3, 4, 5, 2],
    timeDeltas: [9e6, 1e6, 2e6, 5e5, 2.5e5, 3e6],
  };
  writeFileSync(join(folder, 'CPU.1.cpuprofile'), JSON.stringify(profile));
  writeFileSync(join(folder, 'CPU.2.cpuprofile'), JSON.stringify({ ...profile, samples: [3], timeDeltas: [1e6] }));
  expect(secondsByPart(folder, '/repo')).toEqual([
    { part: 'preview pictures', seconds: 4 },
    { part: 'pages: what they show', seconds: 3 },
    { part: 'collecting garbage', seconds: 0.5 },
    { part: 'everything else', seconds: 0.25 },
  ]);
});
