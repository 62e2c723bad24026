import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Answers under way on one connection, beyond which it is closed. Who pipelines at all sends two or three at a time. */
const answersAtOnce = 8;

interface Connection {
  /** In the order in which they are sent. */
  answers: Set<ServerResponse>;
  /** Has asked for too much: what else it sends is not looked at. */
  refused: boolean;
}

const connections = new WeakMap<Socket, Connection>();

/**
 * Counts a request to its connection, until its answer is over.
 *
 * @returns `refused` for the first request too many, whose answer has to be the connection's last; `ignored` for those after it
 */
export function joinConnection(request: IncomingMessage, response: ServerResponse): 'taken' | 'refused' | 'ignored' {
  const connection = connectionOf(request.socket);
  if (connection.refused) return 'ignored';
  connection.answers.add(response);
  response.once('close', () => connection.answers.delete(response));
  if (connection.answers.size <= answersAtOnce) return 'taken';
  connection.refused = true;
  response.setHeader('Connection', 'close');
  request.socket.pause();
  return 'refused';
}

export function isRefused(socket: Socket): boolean {
  return connections.get(socket)?.refused ?? false;
}

/** Runs work once no request that came whole waits for its answer on a connection; at once where none does. */
export function afterAnswers(socket: Socket, work: () => void): void {
  const waiting = [...connectionOf(socket).answers].filter(({ req }) => req.complete);
  const last = waiting.at(-1);
  if (last) last.once('close', work);
  else work();
}

function connectionOf(socket: Socket): Connection {
  const known = connections.get(socket);
  if (known) return known;
  const connection: Connection = { answers: new Set(), refused: false };
  connections.set(socket, connection);
  // Node ends only the answer whose turn it is. Those that wait behind it would never be over.
  socket.once('close', () => {
    for (const answer of connection.answers) if (!answer.socket) answer.destroy();
  });
  return connection;
}
