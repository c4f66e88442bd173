import { describe, expect, test } from 'vitest';
import type { SourceSnippet } from '../../../../catalog/model/source-snippet.ts';
import { classify } from '../../classify.ts';
import { quoteHolds } from '../../quote.ts';
import { readFacts } from '../../read-facts.ts';

const READ = { name: 'get_note', description: 'Gets a note by its id.' };
const ts = (text: string, line = 1): SourceSnippet[] => [{ path: 'src/tools.ts', line, text }];
const py = (text: string): SourceSnippet[] => [{ path: 'server.py', line: 1, text }];

const capabilities = (source: SourceSnippet[]) =>
  readFacts(READ, source)
    .findings.filter(({ rule }) => rule === 'source-sink' || rule === 'undeclared-effect')
    .map(
      ({ message }) =>
        /^The code behind the tool (.*?)(?:, and the definition says nothing of it)?\.$/.exec(message)?.[1],
    );

describe('crawler/classify/detections/source-sink', () => {
  test.each([
    [ts('const out = execSync(`git log ${args.ref}`);'), 'runs a program'],
    [ts('await child_process.exec("ls " + dir)'), 'runs a program'],
    [ts("spawn('sh', ['-c', command])"), 'runs a program'],
    [ts('return eval(args.expression);'), 'runs code'],
    [ts('await fs.promises.unlink(resolve(root, args.path));'), 'deletes files'],
    [ts('await writeFile(args.path, args.text);'), 'writes files'],
    [ts('await fetch(url, { method: "DELETE", headers })'), 'deletes something over the network'],
    [ts('const r = await axios.delete(`/repos/${id}`);'), 'deletes something over the network'],
    [ts("await fetch(`${base}/x`, {\n  method: 'PATCH',\n})"), 'changes something over the network'],
    [ts('db.prepare("DELETE FROM note WHERE id = ?").run(id)'), 'deletes from a database'],
    [ts('await pool.query(`INSERT INTO t VALUES ($1)`, [v])'), 'changes a database'],
    [ts('await pool.query(args.sql)'), 'changes a database'],
    [ts('await pool.query("SELECT 1")'), 'queries a database'],
    [ts('return { text: JSON.stringify(process.env) };'), 'hands out environment variables'],
    [ts('await fetch(args.url)'), 'asks the network'],
    [py('subprocess.run(f"grep {q} .", shell=True)'), 'runs a program'],
    [py('os.system("rm -rf " + path)'), 'runs a program'],
    [py('result = eval(expression)'), 'runs code'],
    [py('shutil.rmtree(folder)'), 'deletes files'],
    [py('with open(path, "w") as f:\n    f.write(text)'), 'writes files'],
    [py('requests.delete(f"{BASE}/items/{id}")'), 'deletes something over the network'],
    [py('cursor.execute("DROP TABLE notes")'), 'deletes from a database'],
    [py('collection.insert_one(doc)'), 'changes a database'],
    [py('return dict(os.environ)'), 'hands out environment variables'],
  ])('%j: %s', (source, capability) => {
    expect(capabilities(source)).toContain(capability);
    const { findings, facts } = readFacts(READ, source);
    for (const item of [...findings, ...facts.flatMap(({ evidence }) => evidence)]) {
      expect(quoteHolds(READ, item, source)).toBe(true);
    }
  });

  test.each([
    [ts('// exec(cmd)\n/* eval(x) */ const s = "unlink(file)";')],
    [ts('const m = /a/.exec(text); regex.exec(line); doExecute(x); evaluate(y);')],
    [ts('const key = process.env.API_KEY ?? ""; return key.length;')],
    [ts('spec.delete(1); map.delete(key); array.fill(0);')],
    [py('# os.system("x")\ntext = "eval(1)"\n"""\nshutil.rmtree(a)\n"""')],
    [py('with open(path) as f:\n    return f.read()\nwith open(path, "rb") as g: pass')],
    [py('token = os.environ["TOKEN"]; home = os.environ.get("HOME")')],
    [[{ path: 'main.go', line: 1, text: 'exec.Command("sh", "-c", cmd); eval(x)' }]],
  ])('%j: nothing', (source) => {
    expect(capabilities(source)).toEqual([]);
  });

  test('the evidence says file and line', () => {
    const source = ts('async function handler(args) {\n  log();\n  await fs.rm(args.path);\n}', 40);
    const found = readFacts(READ, source).findings.find(({ rule }) => rule === 'undeclared-effect');
    expect(found).toMatchObject({
      field: '/source/0/text',
      quote: 'fs.rm(args.path)',
      source: { path: 'src/tools.ts', line: 42 },
    });
    expect(source[0]!.text.slice(found!.offset)).toMatch(/^fs\.rm/);
  });

  test('code raises a verdict and never lowers one', () => {
    expect(classify(READ)).toMatchObject({ category: 'Read', level: 'Low' });
    expect(classify(READ, undefined, ts('await fs.rm(args.path);'))).toMatchObject({ category: 'Destructive' });
    expect(classify(READ, undefined, ts('execSync(`cat ${args.id}`)'))).toMatchObject({ category: 'Execute' });
    expect(classify(READ, undefined, ts('return process.env'))).toMatchObject({ level: 'High' });
    const remove = { name: 'delete_note', description: 'Deletes a note for good.' };
    expect(classify(remove, undefined, ts('return "not yet";'))).toMatchObject(
      (({ category, level }) => ({ category, level }))(classify(remove)),
    );
  });

  test.each([
    ['a fixed program', ts("execFile('git', ['log', args.ref])")],
    ['a fixed command', ts('execSync("git --version")')],
    ['own temporary files', ts('await unlink(tmpFile);')],
    ['a cache', py('with open(cache_path, "w") as f:\n  f.write(x)')],
  ])('%s is noted and raises nothing', (_, source) => {
    expect(capabilities(source)).toHaveLength(1);
    expect(classify(READ, undefined, source)).toMatchObject({ category: 'Read', level: 'Low' });
  });

  test.each([
    ['quotes', "'".repeat(200_000)],
    ['brackets', '('.repeat(200_000)],
    ['calls', 'exec('.repeat(40_000)],
    ['backticks', '`a'.repeat(100_000)],
    ['strings', 'fetch("a" + '.repeat(16_000)],
  ])('a long file of %s is read', (_, text) => {
    expect(readFacts(READ, ts(text)).incomplete).toBe(undefined);
  });
});
