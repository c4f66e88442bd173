import { expect, test } from 'vitest';
import { bundleVariables } from './bundle.ts';

test('variables of mcp_config, with what user_config says of their values', () => {
  const manifest = {
    server: {
      mcp_config: {
        env: { KEY: '${user_config.key}', ROOT: '${user_config.root}', SIZE: '${user_config.size}', 'not a name': 'x' },
      },
    },
    user_config: {
      key: { type: 'string', required: true },
      root: { type: 'directory' },
      size: { type: 'string', default: 'large' },
    },
  };
  expect(bundleVariables(JSON.stringify(manifest))).toEqual({
    required: { KEY: 'placeholder' },
    all: { KEY: 'placeholder', ROOT: '/home/u', SIZE: 'large' },
  });
});

test.each([undefined, '{}', '{"server": {"mcp_config": {"env": {"A": 1}}}}', 'x'])('nothing: %j', (text) => {
  expect(bundleVariables(text)).toEqual({ required: {}, all: {} });
});
