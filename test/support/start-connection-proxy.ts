import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of what a client sends next, once all that it sent since its last BEGIN matches. */
export type Cut = 'cut before' | 'cut after' | 'hold';

export interface ConnectionProxy {
  /** The target's URL with this proxy's address in it. */
  url: string;
  /**
   * Once: the connection breaks before the target hears of it, or after the target has answered it, or it waits for
   * `release()`.
   */
  when(sentSinceBegin: RegExp, cut: Cut): void;
  /** How many clients are being held. */
  readonly held: number;
  release(): void;
  /** Forgets the rules; what is held is cut off. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * A relay of bytes between clients and a target, such as a database, that can break a connection at a statement.
 *
 * @param port where to listen; a free one when absent
 */
export async function startConnectionProxy(targetUrl: string, port = 0): Promise<ConnectionProxy> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let rules: { sent: RegExp; cut: Cut }[] = [];
  const held: { send: () => void; end: () => void }[] = [];

  const server = createServer(client => {
    const upstream = connect(Number(target.port), target.hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    let sentSinceBegin = '';
    let answersAreLost = false;
    client.on('data', data => {
      const text = data.toString('latin1');
      sentSinceBegin = text.includes('BEGIN') ? text : sentSinceBegin + text;
      const rule = rules.find(({ sent }) => sent.test(sentSinceBegin));
      rules = rules.filter(other => other !== rule);
      if (/COMMIT|ROLLBACK/.test(text)) sentSinceBegin = '';
      if (rule?.cut === 'cut before') return end();
      if (rule?.cut === 'hold') return void held.push({ send: () => upstream.write(data), end });
      answersAreLost = rule?.cut === 'cut after';
      upstream.write(data);
    });
    upstream.on('data', data => (answersAreLost ? end() : client.write(data)));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const { port: listeningAt } = server.address() as AddressInfo;

  return {
    url: Object.assign(new URL(targetUrl), { host: `127.0.0.1:${listeningAt}` }).href.replace(/\/$/, ''),
    when: (sent, cut) => void rules.push({ sent, cut }),
    get held() {
      return held.length;
    },
    release() {
      for (const { send } of held.splice(0)) send();
    },
    reset() {
      rules = [];
      for (const { end } of held.splice(0)) end();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
