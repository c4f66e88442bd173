import type { ToolSource } from '../../../catalog/model/tool-definition.ts';

/** Whose words a definition is in, inside a sentence: a server that was not heard says nothing. */
export const SPEAKER: Readonly<Record<ToolSource, string>> = {
  live: 'the server',
  'live-dummy': 'the server',
  'live-remote': 'the server',
  declared: 'its declaration',
  static: 'its source code',
  imported: 'the imported definition',
};
