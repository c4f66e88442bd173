import type { Report, StageEvent, StageName } from '../crawler/stages/report.ts';
import { line, type Io } from './io.ts';
import { duration } from './words.ts';

/** Shows a stage as it goes. */
interface Shown {
  stage: StageName;
  total: number | undefined;
  done: number;
  startedAt: number;
  shownAt: number;
}

/** A status line is drawn again at most so often, in milliseconds; a log gets a line for silent work every 10 seconds. */
const REDRAW_MS = 100;
const LOG_MS = 10_000;

/**
 * Progress on standard error: a status line with count, rate and time left on a terminal; elsewhere a line per step, as a
 * log wants it.
 *
 * @param now milliseconds, for tests
 */
export function progress(
  io: Io,
  { quiet = false, now = Date.now }: { quiet?: boolean; now?: () => number } = {},
): Report {
  if (quiet) return () => {};
  const terminal = io.stderr.isTTY === true && io.env['TERM'] !== 'dumb';
  let shown: Shown | undefined;

  const clear = () => terminal && io.stderr.write('\r\u001B[2K');
  const draw = (current: Shown) => {
    current.shownAt = now();
    const text = statusOf(current, now());
    if (terminal) io.stderr.write(`\r\u001B[2K${text.slice(0, widthOf(io) - 1)}`);
    else line(io.stderr, text);
  };

  return (event: StageEvent) => {
    if (event.kind === 'begin') {
      shown = { stage: event.stage, total: event.total, done: 0, startedAt: now(), shownAt: now() };
      return;
    }
    clear();
    if (event.kind === 'end') {
      line(io.stderr, `${event.stage}: ${countsInWords(event.counts)}`);
      shown = undefined;
      return;
    }
    if (event.text !== undefined) line(io.stderr, `  ${event.text}`);
    if (shown === undefined) return;
    shown.done += event.done;
    if (terminal || (event.text === undefined && now() - shown.shownAt >= LOG_MS)) {
      if (!terminal || now() - shown.shownAt >= REDRAW_MS || event.text !== undefined) draw(shown);
    }
  };
}

/** A terminal that does not know its width says 0. */
function widthOf({ stderr: { columns = 0 } }: Io): number {
  return columns > 0 ? columns : 80;
}

function statusOf({ stage, total, done, startedAt }: Shown, now: number): string {
  const seconds = (now - startedAt) / 1000;
  const rate = seconds > 0 ? done / seconds : 0;
  const parts = [total === undefined ? `${done}` : `${done}/${total}`];
  if (rate > 0) parts.push(rate >= 1 ? `${rate.toFixed(1)} a second` : `${(rate * 60).toFixed(1)} a minute`);
  if (total !== undefined && rate > 0) parts.push(`${duration(((total - done) / rate) * 1000)} left`);
  return `${stage}: ${parts.join(', ')}`;
}

/** `toolsAdded: 3` reads `3 tools added`; what did not happen is left out, the first count always stands. */
function countsInWords(counts: Record<string, number>): string {
  const words = Object.entries(counts).map(([name, n]) => ({
    n,
    text: `${n} ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
  }));
  return words
    .filter(({ n }, i) => i === 0 || n > 0)
    .map(({ text }) => text)
    .join(', ');
}
