import { connect } from 'node:net';

export interface Answered {
  status: number;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** How a request that was sent as bytes ended. */
export type Outcome = { answers: readonly Answered[]; closed: boolean } | 'hung';

/** Sends bytes on a connection of their own and reads until an answer is whole, or the connection is closed. */
export function sendBytes(port: number, bytes: Buffer, timeoutMs: number): Promise<Outcome> {
  const hasBody = !bytes.subarray(0, 5).equals(Buffer.from('HEAD '));
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => finish('hung'), timeoutMs);
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const read = () => readAnswers(Buffer.concat(chunks), hasBody);
    socket.on('data', chunk => {
      chunks.push(chunk);
      const answers = read();
      if (answers.length > 0) finish({ answers, closed: false });
    });
    // A server that refuses early resets a client that is still sending.
    socket.on('error', () => {});
    socket.on('close', () => finish({ answers: read(), closed: true }));
    socket.write(bytes);
  });
}

/** The answers that are whole, without interim ones. */
function readAnswers(received: Buffer, hasBody: boolean): Answered[] {
  const answers: Answered[] = [];
  for (let rest = received; ; ) {
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd < 0) return answers;
    const [statusLine = '', ...lines] = rest.toString('latin1', 0, headEnd).split('\r\n');
    const headers = new Map(
      lines.map(line => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: ?/, '')]),
    );
    const length = hasBody ? Number(headers.get('content-length') ?? 0) : 0;
    const bodyEnd = headEnd + 4 + length;
    if (rest.length < bodyEnd) return answers;
    const status = Number(statusLine.split(' ')[1]);
    if (status >= 200) answers.push({ status, headers, body: rest.toString('utf8', headEnd + 4, bodyEnd) });
    rest = rest.subarray(bodyEnd);
  }
}
