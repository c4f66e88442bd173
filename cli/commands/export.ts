import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, outOption, quietOption, siteUrlOption } from '../options.ts';
import { publishApi } from '../publish.ts';
import { count } from '../words.ts';

/** `toolgate export` */
export function exportCommand({ io, exit }: CommandContext) {
  return new Command('export')
    .summary('write the JSON API')
    .description(
      'Writes the JSON API of the catalogue to <out>/api/v1, its schemas to <out>/schemas and the feeds of changes to <out>/changes. The pages stay as they are.',
    )
    .addOption(dbOption())
    .addOption(outOption())
    .addOption(siteUrlOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (options) => {
      const { api, removed } = await publishApi(io, options);
      if (options.json) json(io.stdout, { command: 'export', status: 'done', api, removed });
      else
        line(
          io.stdout,
          `${count(api.files, 'document')}: ${api.written} written, ${api.files - api.written} unchanged, ${removed} removed`,
        );
      exit(EXIT.done);
    });
}
