import { Command } from '@commander-js/extra-typings';
import { json, line, type CommandContext } from '../io.ts';
import {
  contactOption,
  dbOption,
  jsonOption,
  outOption,
  quietOption,
  siteUrlOption,
  verifyOption,
} from '../options.ts';
import { publish, publishedExit, publishedLine, publishedStatus } from '../publish.ts';

/** `toolgate build` */
export function buildCommand({ io, exit }: CommandContext) {
  return new Command('build')
    .summary('write site and JSON API')
    .description(
      'Renders the pages whose content or template changed, writes the JSON API beside them, and deletes what is gone.',
    )
    .addOption(dbOption())
    .addOption(outOption())
    .addOption(siteUrlOption())
    .addOption(contactOption())
    .addOption(verifyOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (options) => {
      const published = await publish(io, options);
      if (options.json) json(io.stdout, { command: 'build', status: publishedStatus(published), ...published });
      else line(io.stdout, `${publishedLine(published)} in ${options.out}`);
      exit(publishedExit(published));
    });
}
