/** One event of a `text/event-stream`. */
export interface ServerEvent {
  type: string;
  data: string;
}

/**
 * Splits a stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream);
 * ids and retry times are of no use here.
 *
 * @param maxBytes of one event
 * @returns a function that takes the next piece and says whether an event became too long; nothing may follow then
 */
export function eventStream(onEvent: (event: ServerEvent) => void, maxBytes: number): (chunk: Uint8Array) => boolean {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let length = 0;
  let type = '';
  let data: string[] = [];
  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) onEvent({ type: type || 'message', data: data.join('\n') });
      [type, data, length] = ['', [], 0];
      return;
    }
    const colon = text.indexOf(':');
    const field = colon === -1 ? text : text.slice(0, colon);
    const value = colon === -1 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
  };
  return (chunk) => {
    // A line ends with CR LF, LF or CR; a lone CR at the end of a piece is taken for an end, the LF after it for nothing.
    const lines = decoder.decode(chunk, { stream: true }).split(/\r\n|\n|\r/);
    for (const [index, text] of lines.entries()) {
      length += text.length + 1;
      if (length > maxBytes) return true;
      pieces.push(text);
      if (index === lines.length - 1) break;
      line(pieces.join(''));
      pieces = [];
    }
    return false;
  };
}
