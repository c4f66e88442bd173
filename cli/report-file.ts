import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Rejected } from '../catalog/errors.ts';
import type { RunReport } from '../catalog/model/run-report.ts';
import { visibleText } from '../policy/visible-text.ts';
import { reportLines } from './report-lines.ts';

/**
 * Makes sure that a report can be written, before hours of work are put into it.
 *
 * @throws Rejected when it cannot
 */
export function checkReportFile(file: string): void {
  const folder = path.dirname(path.resolve(file));
  try {
    accessSync(folder, constants.W_OK);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) throw new TypeError('it is a folder');
  } catch (cause) {
    throw new Rejected(`cannot write ${file}`, { cause, hint: 'Give a file in a folder that there is.' });
  }
}

/** Writes a report whole or not at all: JSON when the name says so, else as text. */
export function writeReport(file: string, report: RunReport): void {
  const text = file.endsWith('.json')
    ? JSON.stringify(report, undefined, 2)
    : reportLines(report).map(visibleText).join('\n');
  const part = `${file}.part`;
  try {
    writeFileSync(part, `${text}\n`);
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new Rejected(`cannot write ${file}`, { cause });
  }
}
