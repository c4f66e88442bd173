import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const PATH_NAMES =
  /^(?:.*_)?(?:file_?paths?|abs(?:olute)?_path|dir(?:ectory)?_path|folder_path|local_path|repo_path|project_path|output_path|input_path|save_path|directory|dir|output_dir|target_dir|working_dir|workdir|cwd|output_file|input_file|out_dir|image_path|video_path|audio_path|pdf_path|source_path|destination_path|dest_path|download_path|output_directory|root_path|workspace_path|project_dir|project_root|download_dir|save_dir|src_path|dst_path|excel_path|db_path|config_path|model_path|script_path|output_folder|input_folder)$/;
const MAYBE_NAMES =
  /^(?:path|paths|file|files|file_name|filename|folder|source|destination|src|dst|location|input|output|target|save_to)$/;
/** Any other path, unless its name says that it leads through something else than files. */
const ANY_PATH = /^.*_(?:path|paths|filepath|dir|directory|folder)$/;
const NO_FILE =
  /(?:^|_)(?:api|json|x|menu|url|uri|base|request|node|key|field|route|asset|scene|object|blueprint|page|resource|secret|storage|property|component|actor|level|material|widget|context|endpoint|web|http|element|tree|module|package|content|item|category|class|type|param|data|parent|graph|metric|group|prefix|root_node|bone|mesh|track|device|remote|s3|git|branch|shortest|learning|critical|career|user|upload|cloud|bucket|blob|vault|note|area|iteration|team|space|full|collection|document|doc_id|dropbox|drive|ftp|sharepoint)_(?:path|paths|dir|directory|folder)$/;
const IN_A_TREE =
  /\b(?:scene|node|json|hierarchy|xpath|dotted|dot notation|repository|repo|branch|vault|bucket|url)\b/i;
/** A file name is a path where the tool reads and writes documents. */
const FILE_NAME = /^(?:file_?names?|input_file_?name|output_file_?name)$/;
const DOCUMENTS = wordSet(
  'document workbook worksheet spreadsheet presentation pdf word excel docx xlsx pptx csv powerpoint',
);
/** Paths of another world than the file system of the server's machine. */
const OTHER_WORLD =
  wordSet(`github gitlab bitbucket repository branch api json xpath dropbox drive s3 bucket url vault node scene
   sharepoint onedrive endpoint gitee firestore`);
const SIBLINGS =
  /^(?:owner|repo|repository|branch|project_id|bucket|bucket_name|repo_slug|url|file_key|ref|site_id|drive_id|projectid|project_key)$/;
const PATH_TEXT =
  /\b(?:file ?path|absolute path|relative path|local (?:file|path|dir)|path (?:to|of|where) (?:the |a |an )?(?:[a-z]+ ){0,2}(?:file|folder|directory|repo|image|document|video|project|save)|directory|file ?system|full path|to (?:a |the )?(?:[a-z]+ )?file\b|file ?names? to (?:save|write|store)|~\/|\/tmp|[A-Z]:\\)|파일 경로|文件路径|目录/i;

/** A path in the file system of the machine that the server runs on. */
export const pathArgument: Rule = (reading) => {
  const otherWorld =
    reading.parameters.some((parameter) => SIBLINGS.test(plainName(parameter))) ||
    [...OTHER_WORLD].some((word) => reading.nameWords.some(({ text }) => text === word));
  const facts = reading.parameters
    .filter((parameter) => isFreeText(parameter) && isPath(parameter, reading, otherWorld))
    .map((parameter) => argumentFact(parameter, 'path-argument', 'path'));
  return { facts: facts.length > 0 ? facts : undeclared(reading) };
};

function isPath(parameter: Parameter, { topic }: Reading, otherWorld: boolean): boolean {
  const name = plainName(parameter);
  const told = PATH_TEXT.test(parameter.description);
  if (PATH_NAMES.test(name)) return !otherWorld || told;
  if (ANY_PATH.test(name))
    return told || (!otherWorld && !NO_FILE.test(name) && !IN_A_TREE.test(parameter.description));
  if (FILE_NAME.test(name) && !otherWorld && [...DOCUMENTS].some((word) => topic.has(word))) return true;
  return (
    MAYBE_NAMES.test(name) &&
    !otherWorld &&
    (told || ((name === 'path' || name === 'paths') && parameter.description.length < 40))
  );
}

const FILE_NOUNS = new Set(['file', 'directory', 'folder']);
const TEXT_WITHOUT_SCHEMA =
  /\b(?:absolute|relative|file|directory|local) paths?\b|\bfrom (?:a|the) (?:local )?file\b|\bfile ?system\b|\b(?:files|file) or director|downloads? folder/i;

/** Without a schema, the text says it: "Expects an absolute file path". */
function undeclared({ description, actions, sentences }: Reading): Fact[] {
  const head = description.slice(0, sentences[3]?.end ?? 2000).slice(0, 2000);
  const match = TEXT_WITHOUT_SCHEMA.exec(head);
  if (match !== null) return [path('/description', match[0])];
  return actions
    .filter(
      ({ where, object, verb }) =>
        where === 'name' &&
        object.length === 1 &&
        FILE_NOUNS.has(object[0] ?? '') &&
        ['read', 'write', 'edit', 'append', 'create', 'list', 'move', 'copy', 'delete', 'open'].includes(verb) &&
        description !== '',
    )
    .map(({ evidence }) => path(evidence.field, evidence.quote));
}

function path(field: string, quote: string): Fact {
  return {
    kind: 'argument',
    value: 'path',
    rule: 'path-argument',
    certainty: 'likely',
    evidence: [{ field, quote }],
  };
}
