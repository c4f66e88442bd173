/** Figures about the whole catalogue. Each says what it counts, and all are of the newest date in the data. */
import type { CatalogueFigures } from '../../../catalog/store/catalogue-figures.ts';
import type { CatalogueLists } from '../lists/catalogue-lists.ts';
import { formatDate } from '../text/words.ts';
import { detectionFigure, hintFigure, trifectaFigure } from './finding-figures.ts';
import { growthFigures } from './growth-figures.ts';
import { outcomeFigure, registryFigure } from './reach-figures.ts';
import { costFigure, toolsPerServerFigure } from './size-figures.ts';
import type { Plot } from './plots/plot.ts';
import { verdictFigure } from './verdict-figure.ts';

/** A cell: a number or text, or a link of ours. */
export type Cell = string | { text: string; url: string };

/** One figure: what it counts in words, the drawing, and the same as a table. */
export interface Figure {
  id: string;
  title: string;
  /** What is counted, so exactly that anybody could count it again. */
  query: string;
  /** Absent where there is nothing to compare. */
  plot?: Plot;
  /** The first column names the row, the others are numbers. */
  table: { head: string[]; rows: Cell[][] };
  /** What the figure does not say. */
  notes: string[];
}

export interface StatePage {
  /** `21 November 2026`; absent while the catalogue is empty. */
  asOf?: string;
  servers: number;
  serversWithTools: number;
  tools: number;
  figures: Figure[];
}

/** The model of `/state/`. */
export function statePage(lists: CatalogueLists, figures: CatalogueFigures): StatePage {
  const { totals, registries } = lists;
  return {
    ...(figures.asOf === undefined ? {} : { asOf: formatDate(figures.asOf) }),
    servers: totals.servers,
    serversWithTools: totals.serversWithTools,
    tools: totals.tools,
    figures:
      totals.servers === 0
        ? []
        : [
            verdictFigure(figures, totals),
            ...outcomeFigure(totals),
            toolsPerServerFigure(lists),
            costFigure(figures),
            ...registryFigure(registries),
            detectionFigure(figures),
            trifectaFigure(figures),
            hintFigure(figures),
            ...growthFigures(figures),
          ],
  };
}
