import { describe, expect, it } from 'vitest';
import { squeezeCss } from './squeeze-css.ts';

describe('site/squeeze-css.test.ts', () => {
  it('drops what means nothing, and nothing else', () => {
    const css =
      '/* a */\n.a :is(b, c) > d,\n.e::before {\n  margin: 0 -0.5rem 10.5px;\n  content: "x";\n}\n@media (min-width: 62rem) {\n  f {\n    top: 0.5em;\n  }\n}\n';
    expect(squeezeCss(css)).toBe(
      '.a :is(b,c) > d,.e::before{margin:0 -.5rem 10.5px;content:"x"}@media (min-width:62rem){f{top:.5em}}',
    );
  });
});
