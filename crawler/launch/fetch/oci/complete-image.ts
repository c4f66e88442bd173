import type { ImageTree } from './image-tree.ts';

/** Adds to an image what the sandbox needs in it, and what a container's engine would write. */
export async function completeImage(tree: ImageTree): Promise<void> {
  tree.nextLayer();
  // The sandbox makes its own home there; where an image has a link or a file instead, it is not shown.
  if (isPlainFolder(tree, 'home')) await tree.putFolder('home/u');
  if (!isPlainFolder(tree, 'etc')) return;
  // Docker mounts both over what the image has.
  await tree.putFile('etc/hosts', '127.0.0.1 localhost mcp\n::1 localhost\n', false);
  await tree.putFile('etc/resolv.conf', '', false);
}

/** Whether a folder of the root is one, or could be made. */
function isPlainFolder(tree: ImageTree, name: string): boolean {
  return !tree.has(name) || tree.find(name)?.path === name;
}
