// Runs inside the jail: node bridge.mjs SOCKET PROGRAM ARGUMENT…
// Offers the egress proxy's Unix socket as a TCP port on the jail's own loopback, since installers can use a proxy only by
// host and port; then runs the program with `{port}` in its arguments replaced, and ends as the program does.
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import process from 'node:process';

const [socket, program, ...args] = process.argv.slice(2);

const server = createServer((client) => {
  const proxy = connect(socket);
  for (const [from, to] of [
    [client, proxy],
    [proxy, client],
  ]) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const child = spawn(
    program,
    args.map((arg) => arg.replaceAll('{port}', String(port))),
    { stdio: 'inherit' },
  );
  child.on('error', (error) => {
    console.error(`${program}: ${error.message}`);
    process.exit(127);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128));
});
