/** What the client declares: everything, since servers hide tools from clients that lack a capability. */
export const CAPABILITIES = { roots: { listChanged: true }, sampling: {}, elicitation: {} };

/** How the client introduces itself. */
export const CLIENT_INFO = { name: 'toolgate', version: '1' };
