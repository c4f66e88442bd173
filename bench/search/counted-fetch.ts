/** What was loaded since the last look. */
export interface Counted {
  bytes: number;
  requests: number;
}

/** Counts the bodies of everything that this process fetches; headers are not counted. */
export function countFetches(): { take: () => Counted } {
  const original = globalThis.fetch;
  let counted: Counted = { bytes: 0, requests: 0 };
  globalThis.fetch = async (...request) => {
    const response = await original(...request);
    const body = await response.arrayBuffer();
    counted.requests += 1;
    counted.bytes += body.byteLength;
    return new Response(body, { status: response.status });
  };
  return {
    take() {
      const taken = counted;
      counted = { bytes: 0, requests: 0 };
      return taken;
    },
  };
}
