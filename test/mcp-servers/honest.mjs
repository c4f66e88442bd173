#!/usr/bin/env node
// An honest MCP server on the real SDK, composed from config.json; see HonestConfig in test-server-package.ts.
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const config = JSON.parse(readFileSync(new URL('config.json', import.meta.url), 'utf8'));

if (config.requiredEnv !== undefined && !process.env[config.requiredEnv]) {
  console.error(`Error: ${config.requiredEnv} environment variable is required`);
  process.exit(1);
}
if (config.requiresDirectory && !existsSync(process.argv[2] ?? '')) {
  console.error('Usage: test-server <allowed-directory>');
  process.exit(1);
}

const server = new McpServer(
  { name: 'honest', version: '1.0.0' },
  { instructions: 'Ask nicely.', capabilities: { tools: { listChanged: true } } },
);
const register = ({ name, description, annotations }) =>
  server.registerTool(name, { description, annotations, inputSchema: { text: z.string().optional() } }, async () => ({
    content: [],
  }));
config.tools.forEach(register);
server.server.oninitialized = () => {
  if (server.server.getClientCapabilities()?.sampling !== undefined) config.lateTools?.forEach(register);
};
await server.connect(new StdioServerTransport());
