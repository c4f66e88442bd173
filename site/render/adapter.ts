import type { AstroIntegration } from 'astro';

/**
 * Builds the pages as a program that renders them one by one, instead of rendering all: the only way in which a build's
 * cost can follow what changed.
 */
export function rendererAdapter(): AstroIntegration {
  return {
    name: 'toolgate:renderer',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'toolgate:renderer',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('entry.ts', import.meta.url),
          supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'stable', sharpImageService: 'stable' },
        });
      },
    },
  };
}
