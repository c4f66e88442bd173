import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import type { LayerEntry, TestImage } from '../oci-registry.ts';

/**
 * A server as a shell script, for images that have nothing but a shell: it tells about its surroundings in the descriptions
 * of its tools. Answers are matched to requests by cutting out the id.
 */
const SERVER = `#!/bin/sh
id_of() { rest="\${1#*\\"id\\":}"; echo "\${rest%%[,\\}]*}"; }
uid() { while read -r key value _; do [ "$key" = "Uid:" ] && echo "$value"; done < /proc/self/status; }
can_write() { (echo x > "$1/probe") 2>/dev/null && echo yes || echo no; }
tool() { printf '{"name":"%s","description":"%s","inputSchema":{"type":"object"}}' "$1" "$2"; }
while read -r line; do
  case "$line" in
    *'"initialize"'*) echo "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":$(id_of "$line"),\\"result\\":{\\"protocolVersion\\":\\"2025-06-18\\",\\"capabilities\\":{\\"tools\\":{}},\\"serverInfo\\":{\\"name\\":\\"shell\\",\\"version\\":\\"1\\"}}}" ;;
    *'"tools/list"'*) echo "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":$(id_of "$line"),\\"result\\":{\\"tools\\":[$(tool where "$PWD"),$(tool variable "$FROM_IMAGE"),$(tool arguments "$*"),$(tool root "$(echo /*)"),$(tool data "$(echo /data/*)"),$(tool user "$(uid)"),$(tool writes "$(can_write /srv)$(can_write /tmp)$(can_write "$HOME")"),$(tool host "$(echo /etc/ssl/* /etc/debian_version)")]}}" ;;
  esac
done
`;

/** The shell of this machine with the libraries that it needs, at the places where its loader looks for them. */
export function shellLayer(): LayerEntry[] {
  const libraries = execFileSync('ldd', ['/bin/sh'], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g);
  const files = ['/bin/sh', ...[...libraries].map(([, file]) => file!)];
  return files.map((name) => ({ name: name.slice(1), mode: 0o755, content: readFileSync(realpathSync(name)) }));
}

/** An image that holds a shell and the server; the parts given replace ours. */
export function shellImage(parts: Partial<TestImage> = {}): TestImage {
  return {
    layers: [shellLayer(), [{ name: 'srv/server', mode: 0o700, content: SERVER }]],
    config: {
      Entrypoint: ['/srv/server'],
      Cmd: ['from', 'cmd'],
      Env: ['FROM_IMAGE=yes'],
      WorkingDir: '/srv',
      User: 'root',
    },
    ...parts,
  };
}
