import { describe, expect, it } from 'vitest';
import { userAgent } from './user-agent.ts';

describe('crawler/http/user-agent.test.ts', () => {
  it.each([
    [{ version: '1.2.3', homepage: 'https://a.example' }, 'toolgate-crawler/1.2.3 (+https://a.example)'],
    [{ version: '1.2.3', bugs: { url: 'https://b.example' } }, 'toolgate-crawler/1.2.3 (+https://b.example)'],
    [{ version: '1.2.3', bugs: 'https://c.example' }, 'toolgate-crawler/1.2.3 (+https://c.example)'],
    [{ version: '1.2.3', bugs: {} }, 'toolgate-crawler/1.2.3'],
  ])('%j', (manifest, header) => expect(userAgent(manifest)).toBe(header));

  it('names the operator of the crawl, as far as a header can hold it', () => {
    expect(
      userAgent({ version: '1.0.0', homepage: 'https://project.example' }, 'mailto:ops@example.org\r\nX: y)'),
    ).toBe('toolgate-crawler/1.0.0 (+mailto:ops@example.orgX:y)');
  });

  it('comes from our own package.json', () => expect(userAgent()).toMatch(/^toolgate-crawler\/\d+\.\d+\.\d+/));
});
