import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Writes bytes to a port as they are and reads until the server closes: for what no HTTP client would send. */
export async function sendRaw(port: number, bytes: string): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  // A server that refuses early may reset the connection while we still write.
  socket.on('error', () => {});
  socket.write(bytes);
  let received = '';
  await new Promise<void>(resolve => {
    socket.on('data', chunk => {
      received += chunk;
    });
    socket.on('close', () => resolve());
  });
  return parse(received);
}

function parse(received: string): RawAnswer {
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map(line => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]);
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  };
}
