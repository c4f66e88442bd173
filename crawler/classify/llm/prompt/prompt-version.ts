import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerJsonSchema } from '../answer/answer-schema.ts';
import { systemMessage } from './system-message.ts';

const LLM = join(import.meta.dirname, '..');

/** What is shown to the model, how, and how its answer is read, beside the instructions and the schema of the answer. */
const FOLDERS = ['answer', 'prompt', 'view'];

let version: string | undefined;

/**
 * The version of what models are asked: `prompt@` and 12 hexadecimal digits over the instructions, the schema of the answer,
 * and the code that makes requests and reads answers. Another version makes every definition due again.
 */
export function promptVersion(): string {
  if (version === undefined) {
    const hash = createHash('sha256');
    const add = (text: string | Buffer) => hash.update(`${text.length}\0`).update(text);
    add(systemMessage());
    add(JSON.stringify(answerJsonSchema()));
    for (const path of sources()) add(readFileSync(path));
    version = `prompt@${hash.digest('hex').slice(0, 12)}`;
  }
  return version;
}

function sources(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(LLM, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => join(LLM, folder, name)),
  );
}
