import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections are looked for whose request has ended since the server stopped accepting. */
const idleCheckMs = 50;

const socketsOf = new WeakMap<Server, Set<Socket>>();

/** Keeps the server's connections in sight, for `closeServer`: Node tells nobody which there are. */
export function rememberSockets(server: Server): void {
  const sockets = new Set<Socket>();
  socketsOf.set(server, sockets);
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
}

/** Stops accepting, lets running requests end, closes idle connections. Resolves when the last connection is gone. */
export async function closeServer(server: Server): Promise<void> {
  // Node closes the connections that are idle now; one that becomes idle later would stay until its keep-alive ends.
  const closing = setInterval(() => {
    server.closeIdleConnections();
    closeSilentConnections(server);
  }, idleCheckMs);
  await new Promise(resolve => server.close(resolve));
  clearInterval(closing);
}

/** To Node a connection that has sent nothing yet, such as a browser keeps in reserve, is busy with its first request. */
function closeSilentConnections(server: Server): void {
  for (const socket of socketsOf.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
}
