import { outcomeRow, type OutcomeCode } from '../../../catalog/model/launch.ts';
import type { RegistryOverview, Totals } from '../../../catalog/store/reader.ts';
import { browseSetUrl } from '../../links.ts';
import { registryKey } from '../browse/browse-sets.ts';
import { outcomeLabel } from '../server/outcome.ts';
import { counted, formatNumber, share } from '../text/words.ts';
import { barPlot } from './plots/bar-plot.ts';
import type { Figure } from './state-page.ts';
import { OWN_FILE } from '../sources/registry-name.ts';

/** How the newest attempt to list each server ended; nothing while none was tried. */
export function outcomeFigure({ byOutcome, servers, serversWithTools }: Totals): Figure[] {
  const rows = (Object.entries(byOutcome) as [OutcomeCode, number][]).sort(
    ([a, n], [b, m]) => m - n || (a < b ? -1 : 1),
  );
  if (rows.length === 0) return [];
  const tried = rows.reduce((sum, [, n]) => sum + n, 0);
  const listed = byOutcome.listed ?? 0;
  return [
    {
      id: 'outcomes',
      title: 'Outcomes of launches',
      query:
        'Servers by the outcome of their newest attempt: of the newest launch, or of the plan where it found nothing to launch. Imported servers are never launched, and are not in it.',
      plot: barPlot(
        rows.map(([code, n]) => ({ label: outcomeLabel(code), parts: [{ value: n, tone: 'plain' }] })),
        {
          title: 'Servers by the outcome of the newest attempt',
          desc: `Tools were listed by ${formatNumber(listed)} of ${counted(tried, 'server')}.`,
        },
      ),
      table: {
        head: ['Outcome', 'Servers', 'Share', 'The server …'],
        rows: rows.map(([code, n]) => [outcomeLabel(code), formatNumber(n), share(n, tried), outcomeRow(code).meaning]),
      },
      notes: [
        ...untried(servers, tried),
        `Tools are known of ${counted(serversWithTools, 'server')}: a last good list stays when a later launch fails.`,
      ],
    },
  ];
}

/** Says how many servers stand in no row of the outcomes; nothing when all of them do. */
function untried(servers: number, tried: number): string[] {
  const rest = servers - tried;
  if (rest === 0) return [];
  const were = rest === 1 ? 'was not tried, or was imported' : 'were not tried, or were imported';
  return [`${formatNumber(rest)} of ${counted(servers, 'server')} ${were}.`];
}

/** Servers by the registries that list them. */
export function registryFigure(registries: readonly RegistryOverview[]): Figure[] {
  const shown = registries.filter(({ servers }) => servers > 0).sort((a, b) => b.servers - a.servers);
  if (shown.length === 0) return [];
  const title = ({ about }: RegistryOverview) => about?.title ?? OWN_FILE;
  return [
    {
      id: 'registries',
      title: 'Servers by registry',
      query:
        'Servers that a registry lists now, and those of them of which tools are known. A server that several registries list is counted once for each.',
      plot: barPlot(
        shown.map((row) => ({
          label: title(row),
          parts: [
            { value: row.serversWithTools, tone: 'plain' as const },
            { value: row.servers - row.serversWithTools, tone: 'unclassified' as const },
          ],
        })),
        {
          title: 'Servers by registry, split by whether their tools are known',
          desc: shown
            .slice(0, 3)
            .map(
              (row) =>
                `${title(row)}: ${counted(row.servers, 'server')}, ${share(row.serversWithTools, row.servers)} with tools`,
            )
            .join('; '),
        },
        [
          { tone: 'plain', label: 'tools known' },
          { tone: 'unclassified', label: 'not known' },
        ],
      ),
      table: {
        head: ['Registry', 'Servers', 'With tools', 'Share', 'Tools'],
        rows: shown.map((row) => [
          { text: title(row), url: browseSetUrl('registry', registryKey(row)) },
          formatNumber(row.servers),
          formatNumber(row.serversWithTools),
          share(row.serversWithTools, row.servers),
          formatNumber(row.liveTools + row.otherTools),
        ]),
      },
      notes: [],
    },
  ];
}
