import type { Proposal, Step } from '../../step.ts';
import { acceptsMajor } from './accepts-major.ts';

/** Lines of Node.js that are tried, by preference: the newest long-term ones first, then the current one. */
export const MAJORS: readonly number[] = [22, 20, 18, 26, 16];
/** The one that the jail has, which every other attempt is made with. */
const OWN = 24;

/** https://nodejs.org/en/about/previous-releases: the module versions that prebuilt native code is bound to. */
const MAJOR_OF_ABI: Record<string, number> = { 93: 16, 108: 18, 115: 20, 127: 22, 137: 24, 147: 26 };

const BROKEN = new Set(['crashed', 'runtime-too-old', 'module-missing', 'exited-without-serving']);

/** Another Node.js, when the error or the `engines` field asks for one. */
export const otherNode: Step = {
  name: 'other-node',
  propose({ base, texts }) {
    if (base.start.node !== undefined || !BROKEN.has(base.code)) return [];
    const asked = askedFor(base.said);
    const suited = MAJORS.filter((major) => texts.engines !== undefined && acceptsMajor(texts.engines, major));
    const byEngines = texts.engines !== undefined && !acceptsMajor(texts.engines, OWN) ? suited : [];
    const vague = base.code === 'runtime-too-old' && asked === undefined && byEngines.length === 0 ? MAJORS : [];
    const majors = [...new Set([...(asked === undefined ? [] : [asked]), ...byEngines, ...vague])];
    return majors
      .filter((major) => major !== OWN)
      .slice(0, 2)
      .map((node): Proposal => ({ start: { ...base.start, node }, trust: 'asked' }));
  },
};

/** `import … assert { type: 'json' }`: Node.js 22 and later know only `with` (nodejs.org/en/blog/release/v22.0.0). */
const IMPORT_ASSERTION = /SyntaxError: Unexpected identifier '?assert'?/;
const LAST_WITH_ASSERTIONS = 20;

function askedFor(said: string): number | undefined {
  if (IMPORT_ASSERTION.test(said)) return LAST_WITH_ASSERTIONS;
  // "compiled against … NODE_MODULE_VERSION 115. This version of Node.js requires …": the first one is the module's.
  const abi = /NODE_MODULE_VERSION (\d{2,3})/.exec(said)?.[1];
  if (abi !== undefined) return MAJOR_OF_ABI[abi];
  const words =
    /(?:requires?|needs?|use|supports?|only|with|expected)[^\n]{0,30}node(?:\.?js)?[^\n\d]{0,20}(\d{2})(?:\.|\b)/i.exec(
      said,
    ) ??
    /node(?:\.?js)? (?:version )?v?(\d{2})[.\dx]* (?:or (?:lower|older|below|earlier|higher|newer|later)|is required)/i.exec(
      said,
    );
  const major = Number(words?.[1]);
  return MAJORS.includes(major) ? major : undefined;
}
