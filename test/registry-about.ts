import type { RegistryAbout } from '../catalog/model/registry-about.ts';

/** How a registry of the tests describes itself: with everything that a page may have to show of it. */
export function registryAbout(parts: Partial<RegistryAbout> = {}): RegistryAbout {
  return {
    title: 'Example registry',
    homepage: 'https://registry.example/',
    lists: 'Servers.',
    declaresTools: true,
    terms: { text: 'Say where it is from.', url: 'https://registry.example/terms' },
    attribution: { text: 'Data from Example', url: 'https://registry.example/' },
    base: 'https://api.registry.example',
    incremental: false,
    ...parts,
  };
}
