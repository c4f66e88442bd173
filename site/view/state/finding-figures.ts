import { DETECTION_TABLE } from '../../../catalog/model/detections.ts';
import { LEG_TABLE, LEGS } from '../../../catalog/model/trifecta.ts';
import type { CatalogueFigures, Hint } from '../../../catalog/store/catalogue-figures.ts';
import type { Category } from '../../../catalog/model/rubric.ts';
import { detectionUrl } from '../../links.ts';
import { LEG_NAMES, LEGS_TITLE } from '../findings/leg-names.ts';
import { counted, formatNumber, listed, share } from '../text/words.ts';
import { barPlot } from './plots/bar-plot.ts';
import type { Figure } from './state-page.ts';

/** What the detections found. */
export function detectionFigure({ byDetection }: CatalogueFigures): Figure {
  const rows = DETECTION_TABLE.map((row) => {
    const found = byDetection.find(({ rule }) => rule === row.slug);
    return { ...row, tools: found?.tools ?? 0, servers: found?.servers ?? 0 };
  }).filter(({ tools, servers }) => tools + servers > 0);
  const withTools = rows.filter(({ tools }) => tools > 0).sort((a, b) => b.tools - a.tools);
  const whole = rows.filter(({ tools }) => tools === 0).map(({ id, title }) => `${id} ${title}`);
  const [most] = withTools;
  return {
    id: 'findings',
    title: 'Findings by detection',
    query:
      'Tools with at least one finding of a detection, and servers with at least one that shows only beside other servers or earlier definitions. Each counts once for each detection.',
    ...(most !== undefined && {
      plot: barPlot(
        withTools.map(({ title, tools }) => ({
          label: title,
          parts: [{ value: tools, tone: 'plain' }],
        })),
        {
          title: 'Tools by detection',
          desc: `The most frequent one is ${most.id}, ${most.title}: ${counted(most.tools, 'tool')}.`,
        },
      ),
    }),
    table: {
      head: ['Detection', 'Tools', 'Servers'],
      rows: rows.map(({ id, slug, title, tools, servers }) => [
        { text: `${id} ${title}`, url: detectionUrl(slug) },
        formatNumber(tools),
        formatNumber(servers),
      ]),
    },
    notes: [
      'A finding is no accusation: most say what a tool can do, or how far its definition can be relied on.',
      ...(whole.length === 0
        ? []
        : [
            `${listed(whole)}: found on servers as a whole, so in the table and not in the drawing, which counts tools.`,
          ]),
    ],
  };
}

/** The three legs of a data leak. */
export function trifectaFigure({ legs, serversWithAllLegs, listBytes }: CatalogueFigures): Figure {
  const all = listBytes.length;
  return {
    id: 'trifecta',
    title: LEGS_TITLE,
    query:
      'Servers with at least one tool that has a facet of each leg, by the facets of the present verdicts, and servers that have all three legs by themselves.',
    plot: barPlot(
      [
        ...LEGS.map((leg) => ({
          label: LEG_NAMES[leg],
          parts: [{ value: legs[leg].servers, tone: 'plain' as const }],
        })),
        { label: 'All three', parts: [{ value: serversWithAllLegs, tone: 'critical' as const }] },
      ],
      {
        title: 'Servers by the legs of a data leak that they have',
        desc: `All three: ${formatNumber(serversWithAllLegs)} of ${counted(all, 'server')} with tools (${share(serversWithAllLegs, all)}).`,
      },
    ),
    table: {
      head: ['Leg', 'Servers', 'Share', 'Tools'],
      rows: [
        ...LEGS.map((leg) => [
          `${LEG_NAMES[leg]}: it ${LEG_TABLE[leg].meaning}`,
          formatNumber(legs[leg].servers),
          share(legs[leg].servers, all),
          formatNumber(legs[leg].tools),
        ]),
        ['All three', formatNumber(serversWithAllLegs), share(serversWithAllLegs, all), ''],
      ],
    },
    notes: ['Most useful set-ups have all three, often across several servers; this is no alarm.'],
  };
}

const declares = (hint: Hint) => hint !== 'not declared';

/** How many tools declare what they do, and how often that is not what we read. */
export function hintFigure({ hints }: CatalogueFigures): Figure {
  const count = (holds: (row: CatalogueFigures['hints'][number]) => boolean) =>
    hints.filter(holds).reduce((sum, { tools }) => sum + tools, 0);
  const judged = (category: Category) => category !== 'Unclassified';
  const all = count(() => true);
  const rows: [string, number, number][] = [
    ['declare readOnlyHint', count(({ readOnly }) => declares(readOnly)), all],
    ['declare destructiveHint', count(({ destructive }) => declares(destructive)), all],
    ['declare neither', count(({ readOnly, destructive }) => !declares(readOnly) && !declares(destructive)), all],
    [
      'declare readOnlyHint true, but are not Read',
      count(({ readOnly, category }) => readOnly === 'yes' && judged(category) && category !== 'Read'),
      count(({ readOnly }) => readOnly === 'yes'),
    ],
    [
      'declare readOnlyHint false, but are Read',
      count(({ readOnly, category }) => readOnly === 'no' && category === 'Read'),
      count(({ readOnly }) => readOnly === 'no'),
    ],
    [
      'declare destructiveHint false, but are Destructive',
      count(({ destructive, category }) => destructive === 'no' && category === 'Destructive'),
      count(({ destructive }) => destructive === 'no'),
    ],
  ];
  const [readOnly, destructive, neither] = rows.map(([, n]) => n) as [number, number, number];
  return {
    id: 'annotations',
    title: 'What tools declare about themselves',
    query:
      'Tools that a server lists now, by the annotations readOnlyHint and destructiveHint of their definitions where these are true or false, and by the category of their present verdict. A disagreement is counted out of the tools that declare the same, everything else out of all tools.',
    plot: barPlot(
      [
        { label: 'readOnlyHint', parts: [{ value: readOnly, tone: 'plain' }] },
        { label: 'destructiveHint', parts: [{ value: destructive, tone: 'plain' }] },
        { label: 'neither', parts: [{ value: neither, tone: 'unclassified' }] },
      ],
      {
        title: 'Tools by the annotations that they declare',
        desc: `Neither of the two: ${formatNumber(neither)} of ${counted(all, 'tool')} (${share(neither, all)}).`,
      },
    ),
    table: {
      head: ['Tools that …', 'Tools', 'Out of', 'Share'],
      rows: rows.map(([label, n, of]) => [label, formatNumber(n), formatNumber(of), share(n, of)]),
    },
    notes: [
      'Where both differ, either can be wrong: an annotation is a claim of the server, a verdict our reading of it.',
    ],
  };
}
