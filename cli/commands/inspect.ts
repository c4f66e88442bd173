import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { EXIT, Rejected, RetryLater } from '../../catalog/errors.ts';
import { OSV_BASE } from '../../crawler/inspect/advisories/ask-osv.ts';
import { askAdvisories } from '../../crawler/stages/advisories.ts';
import { inspect } from '../../crawler/stages/inspect.ts';
import { findingsLine } from '../findings-line.ts';
import { json, line, type CommandContext, type Io } from '../io.ts';
import { dbOption, jsonOption, quietOption } from '../options.ts';
import { contactOption, openHttp } from '../open-http.ts';
import { withCatalogue, type StageCounts, type WritingSession } from '../with-catalogue.ts';
import { count } from '../words.ts';

const advisoriesOption = () =>
  new Option('--advisories [base-url]', 'ask OSV, or a server that speaks like it, about the packages').argParser(
    parseBase,
  );

/** `toolgate inspect` */
export function inspectCommand({ io, exit }: CommandContext) {
  return new Command('inspect')
    .summary('look at the catalogue as a whole: other servers, changes, publishers, advisories')
    .description(
      'Finds what one definition alone does not show: texts and names of other servers, definitions that changed, hints that ' +
        'are all the same, publishers and versions that disagree. Only servers are written whose own record, tools, verdicts ' +
        `or neighbours changed. With --advisories it first asks ${OSV_BASE} which advisories name the packages; nothing else ` +
        'leaves this machine, and without it nothing does.',
    )
    .addOption(advisoriesOption())
    .addOption(contactOption())
    .addOption(dbOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async ({ advisories, contact, ...options }) => {
      const { stages, failure, findings } = await withCatalogue(
        io,
        { ...options, command: 'inspect', existing: true },
        (session) => inspectAll(io, session, advisories, contact),
      );
      const status = io.signal.aborted ? 'stopped' : failure === undefined ? 'done' : 'partial';
      if (options.json) {
        json(io.stdout, { command: 'inspect', status, stages, advisoriesFailed: failure?.message, findings });
      } else {
        const { servers, inspected } = stages.inspect;
        line(io.stdout, `${count(servers, 'server')} looked at, ${count(inspected, 'server')} written`);
        line(io.stdout, findingsLine(findings, 'across servers'));
      }
      exit(io.signal.aborted ? EXIT.partial : failure === undefined ? EXIT.done : EXIT.network);
    });
}

/** Advisories first, so that what they say is among the findings; a server in trouble does not keep the rest from being done. */
async function inspectAll(
  io: Io,
  { store, context }: WritingSession,
  advisories: string | true | undefined,
  contact: string | undefined,
) {
  const stages: StageCounts & { inspect?: ReturnType<typeof inspect> } = {};
  let failure: RetryLater | undefined;
  if (advisories !== undefined) {
    const http = openHttp(io, { contact });
    // An address that the operator typed may be a private one.
    const trusting =
      typeof advisories === 'string' ? http.forOrigin(new URL(advisories).origin, { trusted: true }) : http;
    try {
      stages['advisories'] = await askAdvisories(store, trusting, context, {
        base: advisories === true ? undefined : advisories,
      });
    } catch (error) {
      if (!(error instanceof RetryLater) || io.signal.aborted) throw error;
      failure = error;
      line(io.stderr, `advisories: ${error.message}; going on without`);
    } finally {
      await http.close();
    }
  }
  const inspected = inspect(store, context);
  return {
    stages: { ...stages, inspect: inspected },
    failure,
    findings: store.serverFindings.counts(),
    partial: failure !== undefined,
  };
}

function parseBase(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) throw new InvalidArgumentError('Expected an http(s) URL.');
  const { search, hash } = new URL(text);
  if (search !== '' || hash !== '') throw new Rejected('--advisories takes an address without a query');
  return text;
}
