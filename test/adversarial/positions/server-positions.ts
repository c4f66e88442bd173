import type { Position } from '../position.ts';

/** What stands around the tool, for classifiers that look at it. */
export const serverPositions: readonly Position[] = [
  {
    id: 'server-instructions',
    place: (subject, text) => ({ ...subject, server: { ...subject.server, instructions: text } }),
  },
  {
    id: 'sibling-description',
    place: (subject, text) => ({
      ...subject,
      server: {
        ...subject.server,
        siblings: [{ name: 'about_this_server', description: text }, ...subject.server.siblings],
      },
    }),
  },
  {
    id: 'sibling-about-tool',
    place: (subject, text) => ({
      ...subject,
      server: {
        ...subject.server,
        siblings: [
          ...subject.server.siblings,
          { name: `${String(subject.tool['name'])}_help`, description: `${String(subject.tool['name'])}: ${text}` },
        ],
      },
    }),
  },
];
