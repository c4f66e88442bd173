import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const PATH_NAMES =
  /^(?:.*_)?(?:file_?paths?|abs(?:olute)?_path|dir(?:ectory)?_path|folder_path|local_path|repo_path|project_path|output_path|input_path|save_path|directory|dir|output_dir|target_dir|working_dir|workdir|cwd|output_file|input_file|out_dir|image_path|video_path|audio_path|pdf_path|source_path|destination_path|dest_path|download_path|output_directory|root_path|workspace_path|project_dir|project_root|download_dir|save_dir|src_path|dst_path|excel_path|db_path|config_path|model_path|script_path|output_folder|input_folder)$/;
const MAYBE_NAMES =
  /^(?:path|paths|file|files|file_name|filename|folder|source|destination|src|dst|location|input|output|target|save_to)$/;
const ANY_FILE = /^(?:path_.{1,60}|.*_file)$/;
const KEY_FILE = /(?:^|_)(?:(?:private|ssh|identity|public)_key|cert|certificate|kubeconfig|pem)_(?:path|file)$/;
const PATH_OF = /^path_to_|^path_(?:audio|video|image|file|pdf|folder|dir|directory|data|csv|document)(?:_|$)/;
/** Folders of what a service builds and serves. */
const SERVED = /^(?:base|publish)_directory$/;
/** Any other path, unless its name says that it leads through something else than files. */
const ANY_PATH = /^.*_(?:path|paths|filepath|dir|directory|folder)$/;
const NO_FILE =
  /(?:^|_)(?:include|exclude|included|excluded|select|watch|ignore|health_check|health|publish|mount|host|fs|plugin|theme|api|json|x|menu|url|uri|base|request|node|key|field|route|asset|scene|object|blueprint|page|resource|secret|storage|property|component|actor|level|material|widget|context|endpoint|web|http|element|tree|module|package|content|item|category|class|type|param|data|parent|graph|metric|group|prefix|root_node|bone|mesh|track|device|remote|s3|git|branch|shortest|learning|critical|career|user|upload|cloud|bucket|blob|vault|note|area|iteration|team|space|full|collection|document|doc_id|dropbox|drive|ftp|sharepoint)_(?:path|paths|dir|directory|folder)$/;
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
/** Services that keep files of their own. */
const SERVICES = wordSet(
  'github gitlab bitbucket gitee gist figma dropbox drive s3 bucket sharepoint onedrive firestore',
);
const SIBLINGS =
  /^(?:owner|repo|repository|project_id|bucket|bucket_name|repo_slug|file_key|site_id|drive_id|projectid|project_key|repository_id|workspace_slug|vault_id)$/;
const PATH_TEXT =
  /\b(?:file ?path|absolute path|relative path|local (?:file|path|dir)|path (?:to|of|where) (?:the |a |an )?(?:[a-z]+ ){0,2}(?:file|folder|directory|repo|image|document|video|project|save|write|read|load|store|export)|directory|file ?system|full path|to (?:a |the )?(?:[a-z]+ )?file\b|file ?names? to (?:save|write|store)|~\/|\/tmp|[A-Z]:\\)|파일 경로|文件路径|目录/i;

/** A path of this machine, whatever stands beside it. */
const SURELY =
  /\babsolute (?:path|file)|working directory|path to the git repo|machine running|local (?:file ?system|directory|repo|clone|path|file)|workspace root|home directory|~\/|\/tmp\b|[A-Z]:\\/i;
/** Relative to what a service keeps for its customer. */
const WITHIN =
  /\b(?:document root|public_html|wp-content|relative to (?:the )?(?:root directory|site|website|repository|repo|bucket|vault)|(?:inside|within|in) (?:the|a) (?:container|bucket|vault|repository|pod))\b/i;
/** A path in the file system of the machine that the server runs on. */
export const pathArgument: Rule = (reading) => {
  const otherWorld =
    reading.parameters.some((parameter) => SIBLINGS.test(plainName(parameter))) ||
    [...OTHER_WORLD].some((word) => reading.nameWords.some(({ text }) => text === word));
  const facts = reading.parameters
    .filter((parameter) => isFreeText(parameter) && isPath(parameter, reading, otherWorld))
    .map((parameter) => argumentFact(parameter, 'path-argument', 'path'));
  if (facts.length > 0) return { facts };
  return { facts: told(reading) };
};

function isPath(parameter: Parameter, reading: Reading, otherWorld: boolean): boolean {
  const name = plainName(parameter);
  const describes = PATH_TEXT.test(parameter.description);
  const mayBe = PATH_NAMES.test(name) || ANY_PATH.test(name) || MAYBE_NAMES.test(name) || ANY_FILE.test(name);
  if (mayBe && SURELY.test(parameter.description)) return true;
  if (WITHIN.test(parameter.description)) return false;
  if (ANY_FILE.test(name) && describes) return !otherWorld;
  if (PATH_OF.test(name) || KEY_FILE.test(name)) return true;
  if (PATH_NAMES.test(name)) return describes || (!otherWorld && !SERVED.test(name));
  if (ANY_PATH.test(name))
    return describes || (!otherWorld && !NO_FILE.test(name) && !IN_A_TREE.test(parameter.description));
  if (FILE_NAME.test(name) && !otherWorld && [...DOCUMENTS].some((word) => reading.topic.has(word))) return true;
  return (
    MAYBE_NAMES.test(name) &&
    !otherWorld &&
    (describes ||
      ((name === 'path' || name === 'paths') && parameter.description.length < 40) ||
      (parameter.description === '' && handlesFiles(reading)))
  );
}

/** "Move or rename files": a bare `source` is one of them. */
function handlesFiles({ actions }: Reading): boolean {
  return actions.some(
    ({ where, object }) =>
      (where === 'name' || where === 'head') && object.some((word) => word === 'file' || word === 'directory'),
  );
}

const FILE_NOUNS = new Set(['file', 'directory', 'folder']);
const FILE_VERBS = wordSet('read write edit append create list move copy delete open');
/** "Expects an absolute file path", "Read from a file", whatever the argument is called. */
const IN_TEXT =
  /\b(?:absolute|relative|file|directory|local) paths?\b|\bfrom (?:a|the) (?:local )?file\b|\bfile ?system\b|\b(?:files|file) or director/i;
/** What is given back, or where something was saved. */
const GIVEN_BACK = /\b(?:returns?|returned|get|included|captured|provides?|shows?)\b[^.\n]{0,80}$/i;
/** Looser words that mean a path where no schema says otherwise. */
const UNDECLARED =
  /\b(?:to|into|of) a (?:local |specific )?(?:file|directory)\b(?! ?(?:in|on|by) )|\ba specified file\b|\b(?:copy|rename|delete|move) a file\b|지정한 경로|파일 경로|文件路径/i;
/** An argument that names a file by what a service calls it. */
const IDENTIFIER = /(?:^|_)(?:id|ids|key|uuid|slug|token)$/;

/** What name and text say. A schema only speaks against it where it names files by ids. */
function told({ description, actions, sentences, topic, declared, parameters }: Reading): Fact[] {
  const head = description.slice(0, sentences[3]?.end ?? 2000).slice(0, 2000);
  const match = IN_TEXT.exec(head);
  if (match !== null && !GIVEN_BACK.test(head.slice(Math.max(0, match.index - 100), match.index))) {
    return [path('/description', match[0])];
  }
  const loose = declared || [...SERVICES].some((word) => topic.has(word)) ? null : UNDECLARED.exec(head);
  if (loose !== null) return [path('/description', loose[0])];
  if (description === '' || parameters.some((parameter) => IDENTIFIER.test(plainName(parameter)))) return [];
  return actions
    .filter(
      ({ where, object, verb }) =>
        where === 'name' && object.length === 1 && FILE_NOUNS.has(object[0] ?? '') && FILE_VERBS.has(verb),
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
