import { type Start, withVariables } from '../../start.ts';
import type { Known, Proposal, Step } from '../../step.ts';
import type { PackageTexts } from '../../startable.ts';
import { bundleVariables } from './bundle.ts';
import { packageRecord } from './package-record.ts';
import { documentedStart } from './record.ts';
import { smitheryVariables } from './smithery.ts';

/** What the registry's record declares, then what the package's own files declare: server.json, MCPB manifest, Smithery. */
export const declared: Step = {
  name: 'declared',
  propose(known) {
    const { texts, base } = known;
    const records = [known.declared, packageRecord(texts)].filter((record) => record !== undefined);
    const starts: Start[] = records.flatMap((record) =>
      (['required', 'all'] as const).map((extent) => onTopOf(base.start, documentedStart(record, extent))),
    );
    for (const variables of fileVariables(texts)) {
      if (Object.keys(variables).length > 0) starts.push(withVariables(base.start, variables));
    }
    return starts.map((start): Proposal => ({ start, trust: 'asked' }));
  },
};

/** Variables that files of the package declare, required ones first, one set after the other. */
export function fileVariables(texts: Pick<PackageTexts, 'declarations'>): Record<string, string>[] {
  const bundle = bundleVariables(texts.declarations['manifest.json']);
  const smithery = smitheryVariables(texts.declarations['smithery.yaml'] ?? texts.declarations['smithery.yml']);
  return [bundle.required, bundle.all, smithery.required, smithery.all];
}

/** A documented start in place of the bare one keeps what other steps have gained. */
function onTopOf(base: Known['base']['start'], documented: Start): Start {
  return {
    ...base,
    environment: { ...base.environment, ...documented.environment },
    madeUp: [...new Set([...base.madeUp, ...documented.madeUp])],
    arguments: documented.arguments.length > 0 ? documented.arguments : base.arguments,
    argumentsMadeUp: documented.arguments.length > 0 ? documented.argumentsMadeUp : base.argumentsMadeUp,
  };
}
