import type { ServerFinding } from '../../catalog/model/server-finding.ts';
import type { IndexedServer } from './indexed-server.ts';

/** Fewer tools have the same hints by chance. */
const FEWEST = 5;
const NAMED = 5;

/**
 * D9 for a server: the same explicit hints on all of its tools, although some only read and others do not. Such hints say
 * nothing about any one of them.
 */
export function annotationBoilerplate({ tools }: IndexedServer): ServerFinding[] {
  const [hints] = tools.map((tool) => tool.hints);
  if (tools.length < FEWEST || hints === undefined || tools.some((tool) => tool.hints !== hints)) return [];
  const reading = tools.filter(({ category }) => category === 'Read');
  const others = tools.filter(
    ({ category }) => category !== 'Read' && category !== 'Unclassified' && category !== null,
  );
  if (reading.length === 0 || others.length === 0) return [];
  const said = hints.replaceAll(/[{}"]/g, '').replaceAll(':', ': ').replaceAll(',', ', ');
  return [
    {
      rule: 'annotation-contradiction',
      severity: 'info',
      message: `All ${tools.length} tools have the same hints (${said}), although ${reading.length} of them read and ${others.length} do more. Hints that are the same everywhere say nothing about any one tool.`,
      evidence: [...reading.slice(0, 2), ...others.slice(0, NAMED - 2)].map(({ name }) => ({ tool: name })),
    },
  ];
}
