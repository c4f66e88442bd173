import type { Argument, EnvironmentVariable } from '../../../catalog/model/server-json.ts';
import type { JailPaths, Mount } from '../jail/jail.ts';

/**
 * Something that lies ready to be started: an installed npm tree, a Python tree, an unpacked image or bundle. The ladder
 * knows nothing else of where it comes from.
 */
export interface Startable {
  /** What the jail is shown of it; read-only. */
  mounts: Mount[];
  /**
   * The start without any argument of the server's own; those are appended.
   *
   * @param paths where things are inside
   * @param node the Node.js that this attempt is made with; for what is no Node.js program, to be ignored
   */
  command(paths: JailPaths, node: string): StartCommand;
  texts: PackageTexts;
  /** Other versions of Node.js to start it with; absent for what is no Node.js program. */
  otherNode?: OtherNode | undefined;
}

/** A program with its leading arguments, and what it needs whatever the attempt. */
export interface StartCommand {
  argv: [string, ...string[]];
  /** Present working directory; the jail's home when absent. */
  cwd?: string | undefined;
  /** Fixed variables, e.g. where modules are found; an attempt's own ones win. */
  environment?: Record<string, string> | undefined;
}

/** What the author says about configuration, in files of the package. All of it is a stranger's text. */
export interface PackageTexts {
  /** Names by which examples start it: of the package, of its commands, of its image. */
  names: string[];
  /** The README; empty when there is none. */
  readme: string;
  /** Texts that declare configuration, by file name: `smithery.yaml`, `manifest.json` (MCPB), `server.json`. */
  declarations: Record<string, string>;
  /** The `engines.node` range of the manifest. */
  engines?: string | undefined;
  /** Texts of its own code files, dependencies left out, within the limits; read when first needed. */
  code: () => Promise<string[]>;
}

/** Gets versions of Node.js that the jail does not have. */
export type OtherNode = (
  major: number,
  signal: AbortSignal,
) => Promise<{ version: string; mount: Mount; program: string } | undefined>;

/** What the server's registry record declares. */
export interface Declared {
  arguments: Argument[];
  environment: EnvironmentVariable[];
}
