/** How the catalogue is made, and what only the operator can say about the site. */
import type { Classification } from '../../catalog/model/classification.ts';
import type { LaunchPlan } from '../../catalog/model/launch.ts';

export interface AboutPage {
  /** Each kind of thing that is launched, and how. */
  launches: { name: string; how: string }[];
  /** Each kind of judge, and what it does. */
  judges: { name: string; does: string }[];
  /** Where corrections and reports are taken: an https or mailto address. */
  contact?: string;
}

/** Every kind that can be planned; another one does not compile without its words. */
const LAUNCHES: Readonly<Record<LaunchPlan['kind'], { name: string; how: string }>> = {
  npm: { name: 'npm packages', how: 'fetched without running their install scripts' },
  pypi: { name: 'Python projects', how: 'fetched as wheels, so that nothing is built' },
  mcpb: { name: 'MCPB bundles', how: 'downloaded, and unpacked within limits' },
  oci: { name: 'Container images', how: 'pulled, and compared with the digests that were stated' },
  remote: { name: 'Remote servers', how: 'asked at their address as anybody could, without a login' },
};

/** Every kind of judge that a verdict can have. */
const JUDGES: Readonly<Record<Classification['decidedBy']['kind'], { name: string; does: string }>> = {
  rules: { name: 'Built-in rules', does: 'read each definition.' },
  model: {
    name: 'A language model',
    does: 'is asked for facts as well, where the operator chose one. Each fact must quote the definition, and none lowers a verdict of the rules.',
  },
  override: {
    name: 'A person',
    does: 'decides where a definition alone cannot tell; the decision stands with its reason.',
  },
};

/** The model of `/about/`. */
export const aboutPage = (contact?: string): AboutPage => ({
  launches: Object.values(LAUNCHES),
  judges: Object.values(JUDGES),
  ...(contact === undefined ? {} : { contact }),
});
