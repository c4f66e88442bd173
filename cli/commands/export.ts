import { Command } from '@commander-js/extra-typings';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, outOption, quietOption, siteUrlOption, verifyOption } from '../options.ts';
import { publishApi, publishedExit, publishedStatus } from '../publish.ts';
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
    .addOption(verifyOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (options) => {
      const published = await publishApi(io, options);
      const { api, removed, failed } = published;
      if (options.json)
        json(io.stdout, { command: 'export', status: publishedStatus(published), api, removed, failed });
      else
        line(
          io.stdout,
          `${count(api.files, 'document')}: ${api.written} written, ${api.files - api.written} unchanged, ${removed} removed`,
        );
      exit(publishedExit(published));
    });
}
