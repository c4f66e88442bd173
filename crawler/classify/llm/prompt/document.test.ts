import { expect, test } from 'vitest';
import { answerJsonSchema } from '../answer/answer-schema.ts';
import { promptVersion } from './prompt-version.ts';
import { systemMessage } from './system-message.ts';

/** The page of the site that shows the prompt. `vitest run prompt/document --update` writes it anew. */
test('docs/prompt.md is what is sent', async () => {
  const document = `# What a language model is asked

Version \`${promptVersion()}\`: a hash of the texts below, of how definitions are shown, and of our test tools. Every verdict that a model
had a part in names the version it was asked with; another version makes every definition due again.

Each request holds the instructions as the system message, and the definitions of a few tools as one JSON value in a message of its own,
between two lines with a random number. Among them is a tool of ours with a known answer; an answer that fails it is thrown away.
Definitions are shown in Unicode's NFKC form, without invisible and control characters, which are listed instead, and cut where they are very
long, which is said. A tool on which the model and the built-in rules differ, or whose text speaks to whoever judges it, is asked about a
second time with every sentence of its author left out.

## Instructions

\`\`\`text
${systemMessage()}
\`\`\`

## Form of the answer

\`\`\`json
${JSON.stringify(answerJsonSchema(), null, 2)}
\`\`\`
`;
  await expect(document).toMatchFileSnapshot('../../../../docs/prompt.md');
});
