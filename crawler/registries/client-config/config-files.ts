import { join } from 'node:path';

/** A place where a client keeps its servers. */
export interface ConfigFile {
  client: string;
  path: string;
}

interface Machine {
  platform: NodeJS.Platform;
  home: string;
  /** `%APPDATA%` of Windows. */
  appData?: string | undefined;
  /** `$XDG_CONFIG_HOME` of Linux. */
  configHome?: string | undefined;
}

/**
 * Where the clients keep the servers of a user, as their documentation says (looked up 2026-11):
 * - Claude Desktop: https://modelcontextprotocol.io/docs/develop/connect-local-servers (on Linux by analogy)
 * - Claude Code: https://docs.claude.com/en/docs/claude-code/mcp
 * - Cursor: https://cursor.com/docs/context/mcp
 * - VS Code: https://code.visualstudio.com/docs/copilot/customization/mcp-servers
 * - Codex: https://developers.openai.com/codex/mcp
 * - Gemini CLI: https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md
 *
 * Files of a project are not among them, since they depend on the folder; `--client-config` names those.
 */
export function configFiles(machine: Machine): ConfigFile[] {
  const { home } = machine;
  const data = applicationData(machine);
  return [
    { client: 'Claude Desktop', path: join(data, 'Claude', 'claude_desktop_config.json') },
    { client: 'Claude Code', path: join(home, '.claude.json') },
    { client: 'Cursor', path: join(home, '.cursor', 'mcp.json') },
    { client: 'VS Code', path: join(data, 'Code', 'User', 'mcp.json') },
    { client: 'VS Code', path: join(data, 'Code', 'User', 'settings.json') },
    { client: 'Codex', path: join(home, '.codex', 'config.toml') },
    { client: 'Gemini CLI', path: join(home, '.gemini', 'settings.json') },
  ];
}

function applicationData({ platform, home, appData, configHome }: Machine): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return appData ?? join(home, 'AppData', 'Roaming');
  return configHome ?? join(home, '.config');
}
