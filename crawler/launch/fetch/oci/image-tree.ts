import { createWriteStream } from 'node:fs';
import { chmod, link, mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FetchEnded } from './fetch-ended.ts';

interface Folder {
  kind: 'folder';
  layer: number;
  /** The last layer for which everything older was taken out of it, with all that is below. */
  pruned: number;
  children: Map<string, Node>;
}
type Node = Folder | { kind: 'file'; layer: number } | { kind: 'link'; layer: number; target: string };

/** A place in the tree: the folder it is in, its name there, and the real path of that folder inside the image. */
interface Place {
  folder: Folder;
  name: string;
  parts: string[];
}

/** A folder that a walk has come to: the folders on the way to it from the root, and their names. */
interface Position {
  folders: Folder[];
  names: string[];
}

/** As the kernel: more links on one path than this are a loop. */
const MAX_LINKS = 40;
/** Bytes of a path, and of the target of a link; the kernel takes 4,095. */
const MAX_PATH = 4000;
const MAX_DEPTH = 100;
/**
 * Folders and links that the paths of all entries of an image may lead through together. One path can lead through 40 links of
 * 2,000 parts each; this is a hundred each for 300,000 entries, and some seconds of work.
 */
const MAX_STEPS = 30_000_000;
/**
 * Bytes in memory of the names of all entries and of what their links lead to. 200,000 entries with names of 40 characters take
 * half of it, and no image needs targets of thousands.
 */
const TEXT_BYTES = 32 * 1024 * 1024;

/**
 * The file system of an image while it is unpacked into a folder of ours. What is where is kept in memory: a path of a layer
 * is followed there, links included, and only the real path that comes out is used on the disk, below the folder. So no link
 * of the image is ever followed by the system, whatever it points to.
 */
export class ImageTree {
  readonly #dir: string;
  readonly #root: Folder = { kind: 'folder', layer: 0, pruned: 0, children: new Map() };
  #layer = 0;
  #left: number;
  #steps = 0;
  #textLeft: number;

  /**
   * @param dir an existing, empty folder that nobody else writes to
   * @param entries how many files, links and folders may be made, those among them that paths only name
   * @param textBytes what their names and the targets of links may take in memory
   */
  constructor(dir: string, entries: number, textBytes = TEXT_BYTES) {
    this.#dir = dir;
    this.#left = entries;
    this.#textLeft = textBytes;
  }

  /** Says that what follows belongs to the next layer. */
  nextLayer(): void {
    this.#layer += 1;
  }

  async putFolder(name: string): Promise<void> {
    const parts = partsOf(name);
    if (parts.length === 0) return;
    await this.#folderAt(await this.#place(parts), true);
  }

  async putFile(name: string, content: AsyncIterable<Buffer> | string, executable: boolean): Promise<void> {
    const place = await this.#place(partsOf(name));
    await this.#clear(place);
    await pipeline(content, createWriteStream(this.#real(place), { flags: 'wx', mode: 0o600 }));
    // Not by the mode above: the umask would take its part.
    await chmod(this.#real(place), executable ? 0o755 : 0o644);
    this.#add(place, { kind: 'file', layer: this.#layer });
  }

  async putLink(name: string, target: string): Promise<void> {
    if (target === '' || target.includes('\0') || Buffer.byteLength(target) > MAX_PATH)
      throw broken(`the link ${shown(name)}`);
    const place = await this.#place(partsOf(name));
    await this.#clear(place);
    await symlink(target, this.#real(place));
    this.#add(place, { kind: 'link', layer: this.#layer, target });
  }

  /** One more name of a file that is there already. */
  async putHardLink(name: string, existing: string): Promise<void> {
    const from = await this.#place(partsOf(existing));
    const node = from.folder.children.get(from.name);
    if (node?.kind === 'link') return this.putLink(name, node.target);
    if (node?.kind !== 'file') throw broken(`${shown(name)}, which links to a file that is not there`);
    const to = await this.#place(partsOf(name));
    if (to.folder === from.folder && to.name === from.name) return;
    await this.#clear(to);
    await link(this.#real(from), this.#real(to));
    this.#add(to, { kind: 'file', layer: this.#layer });
  }

  /** Takes away what lower layers have at a path. */
  async whiteOut(name: string): Promise<void> {
    const place = await this.#place(partsOf(name));
    const node = place.folder.children.get(place.name);
    if (node !== undefined) await this.#prune(place, node);
  }

  /** Takes away what lower layers have in a folder. */
  async whiteOutContents(name: string): Promise<void> {
    const parts = partsOf(name);
    const place = parts.length === 0 ? undefined : await this.#place(parts);
    const folder = place === undefined ? this.#root : place.folder.children.get(place.name);
    if (folder?.kind !== 'folder') return;
    const at = place === undefined ? [] : [...place.parts, place.name];
    await this.#pruneContents(folder, at);
  }

  /** The real path, inside the image, that a path leads to through all links, and what is there. Any text is a path. */
  find(name: string): { kind: 'file' | 'folder'; path: string } | undefined {
    if (name.length > MAX_PATH) return undefined;
    const at = this.#start();
    const file = this.#follow(at, name.split('/'), { left: MAX_LINKS });
    if (file === undefined) return undefined;
    if (file === '') return { kind: 'folder', path: at.names.join('/') };
    return { kind: 'file', path: [...at.names, file].join('/') };
  }

  /** Whether something, a link included, is in the root. */
  has(name: string): boolean {
    return this.#root.children.has(name);
  }

  /**
   * Goes on from a place through every link, the last one included.
   *
   * @param at moved to where it leads, or to the folder of the file that it leads to
   * @param links how many more may be followed, counted down
   * @returns the name of the file at the end, '' for a folder, `undefined` where nothing is
   */
  #follow(at: Position, parts: readonly string[], links: { left: number }): string | undefined {
    const pending = parts.toReversed();
    while (pending.length > 0) {
      const part = pending.pop()!;
      this.#step();
      if (part === '.' || part === '') continue;
      if (part === '..') {
        if (at.names.pop() !== undefined) at.folders.pop();
        continue;
      }
      const node = at.folders.at(-1)!.children.get(part);
      if (node === undefined) return undefined;
      if (node.kind === 'folder') enter(at, part, node);
      else if (node.kind === 'file') return pending.length > 0 ? undefined : part;
      else {
        links.left -= 1;
        const target = node.target.split('/');
        if (links.left < 0 || pending.length + target.length > MAX_PATH) return undefined;
        if (target[0] === '') {
          at.names.length = 0;
          at.folders.length = 1;
        }
        for (let i = target.length - 1; i >= 0; i--) pending.push(target[i]!);
      }
    }
    return '';
  }

  /** Where a path of a layer belongs: its folder with links followed, made when it is not there. */
  async #place(parts: readonly string[]): Promise<Place> {
    const name = parts.at(-1);
    if (name === undefined) throw broken('an entry in the place of the root');
    const at = this.#start();
    const links = { left: MAX_LINKS };
    for (const part of parts.slice(0, -1)) {
      this.#step();
      const folder = at.folders.at(-1)!;
      const node = folder.children.get(part);
      if (node?.kind === 'folder') enter(at, part, node);
      else if (node?.kind === 'link') {
        if (this.#follow(at, [part], links) !== '') {
          throw broken(`${shown(parts.join('/'))}, whose folder is a link to none`);
        }
      } else enter(at, part, await this.#folderAt({ folder, name: part, parts: at.names }, false));
    }
    return { folder: at.folders.at(-1)!, name, parts: at.names };
  }

  #start(): Position {
    return { folders: [this.#root], names: [] };
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps <= MAX_STEPS) return;
    throw new FetchEnded(
      'unsafe-archive',
      'The paths of its layers lead through more folders and links than the limit.',
    );
  }

  async #folderAt(place: Place, replace: boolean): Promise<Folder> {
    const known = place.folder.children.get(place.name);
    if (known?.kind === 'folder') {
      known.layer = this.#layer;
      return known;
    }
    if (known !== undefined && !replace) throw broken(`${shown(place.name)}, which is a file and a folder`);
    if (known !== undefined) await this.#clear(place);
    await mkdir(this.#real(place));
    await chmod(this.#real(place), 0o755);
    const made: Folder = { kind: 'folder', layer: this.#layer, pruned: this.#layer, children: new Map() };
    this.#add(place, made);
    return made;
  }

  #add({ folder, name }: Place, node: Node): void {
    // A part of a string keeps the whole of it in memory, here the path that the name is the last part of.
    folder.children.set(Buffer.from(name).toString(), node);
    this.#left -= 1;
    if (this.#left < 0) throw new FetchEnded('too-large', 'The image has more files than the limit.');
    this.#textLeft -= 2 * (name.length + (node.kind === 'link' ? node.target.length : 0));
    if (this.#textLeft < 0) throw new FetchEnded('too-large', 'Its names and links are longer than the limit.');
  }

  async #clear(place: Place): Promise<void> {
    if (!place.folder.children.delete(place.name)) return;
    await rm(this.#real(place), { recursive: true, force: true });
  }

  /** Removes what is older than the present layer; a folder stays as long as something newer is in it. */
  async #prune(place: Place, node: Node): Promise<void> {
    if (node.kind === 'folder') {
      await this.#pruneContents(node, [...place.parts, place.name]);
      if (node.children.size > 0) return;
    }
    if (node.layer < this.#layer) await this.#clear(place);
  }

  /**
   * A layer can name the same folder as often as it likes. It is walked once for each layer, since what comes into it later
   * is of that layer and stays; so a walk meets only what it takes out, and what the present layer has brought.
   */
  async #pruneContents(folder: Folder, parts: string[]): Promise<void> {
    if (folder.pruned === this.#layer) return;
    folder.pruned = this.#layer;
    for (const [name, node] of folder.children) await this.#prune({ folder, name, parts }, node);
  }

  #real({ parts, name }: Place): string {
    const real = path.join(this.#dir, ...parts, name);
    // Through links, a short path can lead anywhere.
    if (Buffer.byteLength(real) > MAX_PATH) throw broken(`${shown(name)}, whose path is too long`);
    return real;
  }
}

/** Splits a path of a layer. Those that leave the image, or that no file system takes, make the image unusable. */
function partsOf(name: string): string[] {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new FetchEnded('unsafe-archive', `The path ${shown(name)} leads out of the image.`);
  const unusable =
    Buffer.byteLength(name) > MAX_PATH ||
    parts.length > MAX_DEPTH ||
    name.includes('\0') ||
    parts.some((part) => Buffer.byteLength(part) > 255);
  if (unusable) throw broken(shown(name));
  return parts;
}

function enter(at: Position, name: string, folder: Folder): void {
  at.names.push(name);
  at.folders.push(folder);
}

const broken = (what: string) => new FetchEnded('unsafe-archive', `A layer holds ${what}.`);
const shown = (name: string) => JSON.stringify(name.slice(0, 200));
