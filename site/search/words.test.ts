import { describe, expect, it } from 'vitest';
import { nameWords, words } from './words.ts';

const inName = (name: string) => nameWords(name, 1000);
const inText = (text: string) => words(text, 1000);

describe('site/search/words.test.ts', () => {
  it('splits names at camel case and at everything that is no letter or digit', () => {
    expect(inName('createPDF_file')).toEqual(['creat', 'pdf', 'file']);
    expect(inName('HTTPServer2Go')).toEqual(['http', 'server2', 'go']);
    expect(inName('../../etc')).toEqual(['etc']);
    expect(inName('__proto__')).toEqual(['proto']);
    expect(inName('')).toEqual([]);
  });

  it('leaves names in prose whole', () => {
    expect(inText('Lists GitHub issues.')).toEqual(['list', 'github', 'issu']);
  });

  it.each([
    'create creates created creating',
    'issue issues',
    'query queries querying',
    'movie movies',
    'database databases',
    'search searches searched searching',
    'stop stops stopped stopping',
    'status statuses',
    'message messages messaging',
    'trade trades trading traded',
    'address addresses addressing',
    'delete deletes deleted deleting',
  ])('takes the forms of a word for one: %s', (forms) => {
    expect(new Set(inText(forms)).size).toBe(1);
  });

  it.each(['note not', 'us use', 'string strings2', 'new knew', 'bus busy', 'meet met', 'file fill', 'this thing'])(
    'does not mix up %s',
    (pair) => {
      expect(new Set(inText(pair)).size).toBe(2);
    },
  );

  it('folds accents and letters with a stroke', () => {
    expect(inText('Ünïcode Straße')).toEqual(['unicod', 'strass']);
    expect(inText('şehir IŞIK ışık İzmir')).toEqual(['sehir', 'isik', 'isik', 'izmir']);
    expect(inText('ﬁle Ｗｉｄｅ')).toEqual(['file', 'wide']);
  });

  it('pairs the characters of scripts without spaces', () => {
    expect(inText('天气预报')).toEqual(['天气', '气预', '预报']);
    expect(inText('查 Gitee仓库')).toEqual(['查', 'gite', '仓库']);
    expect(inText('산불 위치')).toEqual(['산불', '위치']);
    expect(inText('ファイルを読む')).toContain('ファ');
    expect(inText('ฟังค์ชัน').length).toBeGreaterThan(1);
  });

  it('is bounded on hostile texts', () => {
    expect(words('a'.repeat(1_000_000), 1000)).toEqual(['a'.repeat(24)]);
    expect(words('ﷺ'.repeat(500_000), 300).join('').length).toBeLessThan(6000);
    expect(inName('aB'.repeat(500_000))).toHaveLength(501);
    expect(inText('\ud800 x\udc00y \u202e\u0000')).toEqual(['x', 'y']);
  });
});
