import { openOutput } from '../output/output-directory.ts';
import { publish, type Published, type PublishOptions } from '../publish/publish.ts';
import { leaveRenderer, takeRenderer } from './shared-renderer.ts';

/** Publishes into a folder, as the commands do, and gives what became of it, with how many files were pruned. */
export async function publishFolder(
  folder: string,
  options: Omit<PublishOptions, 'output'>,
): Promise<Published & { pruned: number }> {
  const output = openOutput(folder);
  const renderers = output.kept('renderer');
  try {
    takeRenderer(renderers);
    const published = await publish({ ...options, output });
    leaveRenderer(renderers);
    return { ...published, pruned: published.removed };
  } finally {
    output.close();
  }
}

/** The pages alone. */
export async function publishPages(folder: string, options: Omit<PublishOptions, 'output' | 'respects'>) {
  const { site, pruned } = await publishFolder(folder, { ...options, respects: ['pages'] });
  return { ...site, unchanged: site.pages - site.rendered, pruned };
}
