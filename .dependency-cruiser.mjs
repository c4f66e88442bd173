/** Which part may know which (design: one direction, `catalog ← policy ← attacks ← api, site ← publish ← cli`, `catalog ← crawler ← cli`). */

const TESTS = '(^test/|^bench/|\\.test\\.ts$)';

/** Only these files may import a library, so that it stays replaceable. */
const soleImporter = (library, files) => ({
  name: `only-${library.replaceAll(/\W+/g, '-')}`,
  comment: `${library} is imported in one place`,
  severity: 'error',
  from: { pathNot: [TESTS, ...files] },
  to: { path: `(^|node_modules/)${library}(/|$)` },
});

/** A part and the parts that it must not import. */
const notAllowed = (part, others) => ({
  name: `${part}-imports`,
  comment: `${part} knows nothing of ${others}`,
  severity: 'error',
  from: { path: `^${part}/`, pathNot: TESTS },
  to: { path: `^(${others})/` },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(astro:|node:)' } },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      from: { pathNot: [TESTS, '^vitest.config'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    notAllowed('catalog', 'policy|attacks|crawler|output|api|site|publish|cli|gateway'),
    notAllowed('policy', 'attacks|crawler|output|api|site|publish|cli|gateway'),
    notAllowed('attacks', 'crawler|output|api|site|publish|cli|gateway'),
    notAllowed('output', 'policy|attacks|crawler|api|site|publish|cli|gateway'),
    notAllowed('crawler', 'attacks|output|api|site|publish|cli|gateway'),
    notAllowed('api', 'crawler|site|publish|cli|gateway'),
    notAllowed('publish', 'crawler|cli|gateway'),
    notAllowed('site', 'crawler|api|publish|cli|gateway'),
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      from: { pathNot: ['^cli/', TESTS, '^bin/'] },
      to: { path: '^cli/' },
    },
    { name: 'nobody-imports-tests', severity: 'error', from: { pathNot: TESTS }, to: { path: TESTS } },
    {
      name: 'model-is-pure',
      comment: 'the records need nothing but zod',
      severity: 'error',
      from: { path: '^catalog/model/', pathNot: TESTS },
      to: { pathNot: ['^catalog/model/', 'node_modules/zod'] },
    },
    {
      name: 'registries-are-apart',
      comment: 'a registry never imports another one',
      severity: 'error',
      from: { path: '^crawler/registries/([^/]+)/', pathNot: TESTS },
      to: { path: '^crawler/registries/([^/]+)/', pathNot: '^crawler/registries/$1/' },
    },
    soleImporter('better-sqlite3', ['^catalog/store/']),
    soleImporter('undici', ['^crawler/http/']),
    soleImporter('yauzl', ['^crawler/bundle/open-bundle\\.ts$']),
    soleImporter('octokit', ['^crawler/registries/github/search-client\\.ts$']),
    soleImporter('bullmq', ['^crawler/queue/']),
    soleImporter('ioredis', ['^crawler/queue/']),
    soleImporter('openai', ['^crawler/classify/llm/server/client\\.ts$']),
    soleImporter('@modelcontextprotocol/sdk', ['^crawler/launch/session/mcp-session\\.ts$']),
    {
      name: 'only-http-asks',
      comment:
        'everybody is asked through crawler/http; the servers that we are ourselves (of the site, and the proxy of the installers ' +
        'with its end in the jail) listen, two files read addresses and certificates. .oxlintrc.json forbids the global fetch',
      severity: 'error',
      from: {
        pathNot: [
          TESTS,
          '^crawler/http/',
          '^crawler/launch/fetch/(egress-proxy\\.ts|bridge\\.mjs)$',
          '^crawler/launch/npm-config\\.ts$',
          '^crawler/queue/queue-address\\.ts$',
          '^cli/server\\.ts$',
        ],
      },
      to: { path: '^(node:)?(https?|http2|net|tls|dgram|dns)(/|$)' },
    },
    {
      name: 'only-launch-starts-processes',
      comment: 'other people’s code is started in one place; ours in two others',
      severity: 'error',
      from: {
        pathNot: [
          TESTS,
          '^crawler/launch/',
          '^crawler/queue/local-queue\\.ts$',
          '^site/render/bundle\\.ts$',
          '^bin/',
          '^scripts/',
        ],
      },
      to: { path: '^(node:)?child_process$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.astro'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    moduleSystems: ['es6'],
  },
};
