/** The options that say which servers are launched, as `crawl` has them. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { Rejected } from '../catalog/errors.ts';
import { OutcomeCode } from '../catalog/model/launch.ts';
import type { Store } from '../catalog/store/open.ts';
import { ONLY, type LaunchChoice, type Only } from '../crawler/stages/launch-order/choose-launches.ts';
import { isFiltered, type LaunchFilter } from '../crawler/stages/launch-order/launch-filter.ts';
import { wholeNumber } from './options.ts';

/** They stand together in the help. */
const GROUP = 'Which servers are launched (all are listed):';

export const nameOption = () =>
  new Option('--name <pattern...>', 'launch only servers with this in their name; * is any text, ? one character')
    .argParser(notEmpty)
    .helpGroup(GROUP);
export const listedByOption = () =>
  new Option('--listed-by <registry...>', 'launch only servers that this registry lists')
    .argParser(notEmpty)
    .helpGroup(GROUP);
export const kindOption = () =>
  new Option('--kind <kind...>', 'launch only servers of this kind, such as npm, pypi or remote')
    .argParser(notEmpty)
    .helpGroup(GROUP);
export const namespaceOption = () =>
  new Option(
    '--namespace <owner...>',
    'launch only servers of this owner: io.github.acme, github.com/acme, example.com',
  )
    .argParser(notEmpty)
    .helpGroup(GROUP);
export const outcomeOption = () =>
  new Option('--outcome <code...>', 'launch only servers whose last launch ended so, such as needs-env')
    .argParser((text: string, before: readonly string[] | undefined): readonly OutcomeCode[] => {
      const known = OutcomeCode.safeParse(text);
      if (!known.success) throw new InvalidArgumentError(`Expected one of ${OutcomeCode.options.join(', ')}.`);
      return [...((before ?? []) as readonly OutcomeCode[]), known.data];
    })
    .helpGroup(GROUP);
export const limitOption = () =>
  new Option('--limit <n>', 'launch at most so many servers').argParser(wholeNumber(0)).helpGroup(GROUP);
export const perNamespaceOption = () =>
  new Option('--per-namespace <n>', 'launch at most so many servers of one namespace in a day; 0 is no limit')
    .argParser(wholeNumber(0))
    .helpGroup(GROUP);
export const retryFailedOption = () =>
  new Option('--retry-failed', 'launch again what failed before, without waiting for its time')
    .default(false)
    .helpGroup(GROUP);
export const nowOption = () =>
  new Option('--now', 'launch everything that the filters leave, due or not').default(false).helpGroup(GROUP);
export const onlyOption = () =>
  new Option(
    '--only <what...>',
    'launch only what was never launched (new), changed since (changed), failed last (failed), listed before (stale)',
  )
    .argParser((text: string, before: readonly string[] | undefined): readonly Only[] => {
      const what = ONLY.find((one) => one === text);
      if (what === undefined) throw new InvalidArgumentError(`Expected one of ${ONLY.join(', ')}.`);
      return [...((before ?? []) as readonly Only[]), what];
    })
    .helpGroup(GROUP);

function notEmpty(text: string, before: readonly string[] | undefined): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('Expected some text.');
  // The next option, where a value was forgotten.
  if (text.startsWith('-')) throw new InvalidArgumentError('Expected a value and got an option.');
  return [...(before ?? []), text.trim()];
}

/** The options as they were given. */
export interface LaunchFlags {
  name?: readonly string[] | undefined;
  listedBy?: readonly string[] | undefined;
  kind?: readonly string[] | undefined;
  namespace?: readonly string[] | undefined;
  outcome?: readonly OutcomeCode[] | undefined;
  only?: readonly Only[] | undefined;
  retryFailed?: boolean | undefined;
  now?: boolean | undefined;
  perNamespace?: number | undefined;
  limit?: number | undefined;
}

/** @throws Rejected for a launch of everything that nobody can have meant */
export function launchChoice(flags: LaunchFlags): LaunchChoice {
  const { name: names, listedBy: registries, kind: kinds, namespace: namespaces, outcome: outcomes } = flags;
  const { only, retryFailed, now, perNamespace, limit } = flags;
  const filter: LaunchFilter = { names, registries, kinds, outcomes, namespaces };
  if (now === true && !isFiltered(filter) && only === undefined && limit === undefined) {
    throw new Rejected('--now without a filter would launch the whole catalogue again', {
      hint: "Say which servers: --name, --namespace, --kind, --outcome, --listed-by, --only or --limit; --name '*' is all.",
    });
  }
  return { filter, only, retryFailed, now, perNamespace, limit };
}

/**
 * A misspelt registry would pass for one that lists nothing.
 *
 * @param listing ids of registries that this run lists
 * @throws Rejected for a registry that nobody has heard of
 */
export function checkListedBy(store: Store, { filter }: LaunchChoice, listing: readonly string[]): void {
  const known = new Set([...store.registries.all().map(({ id }) => id), ...listing]);
  for (const id of filter?.registries ?? []) {
    if (known.has(id)) continue;
    throw new Rejected(`no registry ${id} was ever listed`, {
      hint: known.size === 0 ? 'None was listed so far.' : `Listed were: ${[...known].toSorted().join(', ')}.`,
    });
  }
}
