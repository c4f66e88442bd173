import type { OptionTable } from './option-tables.ts';

/** An option that stands in front of the package. */
interface GivenOption {
  option: string;
  value: string | undefined;
}

export type ReadOptions =
  | {
      options: GivenOption[];
      /** What follows: the package and what is meant for it. */
      rest: string[];
    }
  /** The words cannot be told apart, since one of them is an option that the table does not have. */
  | { unknown: string };

/**
 * Takes the options in front away, as the program itself does; what follows the first other word belongs to the package. An
 * option that nobody knows may or may not be followed by a value: what comes next could be the package or not.
 */
export function readOptions(args: readonly string[], table: OptionTable): ReadOptions {
  const options: GivenOption[] = [];
  let i = 0;
  for (; i < args.length && args[i]!.startsWith('-') && args[i] !== '-'; i++) {
    const word = args[i]!;
    if (word === '--') {
      i += 1;
      break;
    }
    const read = readWord(word, args[i + 1], table);
    if (read === undefined) return { unknown: nameOf(word) };
    for (const option of read.options) options.push(option);
    if (read.tookNext) i += 1;
  }
  return { options, rest: args.slice(i) };
}

interface ReadWord {
  options: GivenOption[];
  tookNext: boolean;
}

function readWord(word: string, next: string | undefined, table: OptionTable): ReadWord | undefined {
  const equals = word.indexOf('=');
  const name = equals > 0 ? word.slice(0, equals) : word;
  if (table.values.has(name)) {
    return equals > 0
      ? { options: [{ option: name, value: word.slice(equals + 1) }], tookNext: false }
      : { options: [{ option: name, value: next }], tookNext: true };
  }
  if (table.switches.has(name)) return { options: [{ option: name, value: undefined }], tookNext: false };
  return table.clusters && /^-[A-Za-z]/.test(word) ? readCluster(word.slice(1), next, table) : undefined;
}

/** `-it`, `-eNAME`, `-ite NAME`: switches, of which the last may be an option with its value. */
function readCluster(letters: string, next: string | undefined, table: OptionTable): ReadWord | undefined {
  const options: GivenOption[] = [];
  for (let i = 0; i < letters.length; i++) {
    const option = `-${letters[i]}`;
    if (table.values.has(option)) {
      const glued = letters.slice(i + 1).replace(/^=/, '');
      options.push({ option, value: glued === '' ? next : glued });
      return { options, tookNext: glued === '' };
    }
    if (!table.switches.has(option)) return undefined;
    options.push({ option, value: undefined });
  }
  return { options, tookNext: false };
}

/** The name without what may be glued to it, which can be a secret. */
function nameOf(word: string): string {
  return /^(?:--[A-Za-z][A-Za-z-]{0,30}|-[A-Za-z])/.exec(word)?.[0] ?? '-';
}
