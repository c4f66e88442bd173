import { join, relative } from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import { Fatal } from '../../catalog/errors.ts';

/**
 * What makes JSON Schemas of zod's schemas is as large as our own program, and nobody reads a JSON Schema in the browser: it
 * is left out. What the policy's schemas ask of it while they are made gives an empty one.
 */
const withoutJsonSchemas: Plugin = {
  name: 'without-json-schemas',
  load(id) {
    if (/[\\/]zod[\\/]v4[\\/]core[\\/]json-schema-(?:processors|generator)\.js$/.test(id)) {
      return 'export const toJSONSchema = () => ({});';
    }
    if (!/[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/.test(id)) return null;
    const none = '() => () => { throw new Error("no JSON Schemas here"); }';
    return `export const createToJSONSchemaMethod = ${none}; export const createStandardJSONSchemaMethod = ${none};`;
  },
};

/**
 * The script of the page on which policies are tried: loader, explanation and decision of `policy/`, as they are, in one
 * file for browsers. The same sources give the same bytes.
 *
 * @param root folder of the repository
 * @throws Fatal when it cannot be made, or would need something that browsers do not have
 */
export async function policyScript(root: string): Promise<string> {
  const build = await rolldown({
    input: join(root, 'site/policy-try/browser/main.ts'),
    cwd: root,
    platform: 'browser',
    plugins: [withoutJsonSchemas],
    shimMissingExports: true,
    treeshake: { propertyReadSideEffects: false },
    onLog(level, log, report) {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Fatal(`the script of the policy page needs ${log.message}`);
      if (level !== 'warn') report(level, log);
    },
  });
  try {
    const { output } = await build.generate({ format: 'iife', minify: true, comments: false });
    const [{ code, fileName }, ...others] = output;
    if (others.length > 0) throw new Fatal(`${relative(root, fileName)} is not one file`);
    return code;
  } finally {
    await build.close();
  }
}
