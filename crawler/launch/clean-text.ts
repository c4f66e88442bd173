/**
 * Text of a stranger's program for a log or a page: terminal sequences, control and bidirectional-formatting characters
 * are removed, line feeds and tabs stay.
 */
export function cleanText(text: string): string {
  return (
    text
      .replaceAll('\r\n', '\n')
      // eslint-disable-next-line no-control-regex -- control characters are what is removed here
      .replaceAll(/\u001b(\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)|[@-Z\\-_])/g, '')
      // eslint-disable-next-line no-control-regex -- see above
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '')
      .toWellFormed()
  );
}

/** The last bytes of a text, cut at a line where there is one. */
export function tailOf(text: string, bytes: number): string {
  const buffer = Buffer.from(text.trimEnd());
  if (buffer.length <= bytes) return buffer.toString();
  const tail = buffer.subarray(-bytes).toString();
  const newline = tail.indexOf('\n');
  return newline === -1 ? tail.replace(/^\ufffd+/, '') : tail.slice(newline + 1);
}
