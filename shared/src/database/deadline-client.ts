import { connect, type Socket } from 'node:net';
import pg from 'pg';
import { abandonment, remainingMs } from '../deadline/index.ts';
import { DatabaseUnavailable } from '../errors/index.ts';
import { failureOf } from './failures.ts';

/** What a wait leaves of the deadline, in milliseconds, for the answer that says that it took too long: half of it at most. */
const answerMs = 100;

/** How long the database may take by the active deadline, in milliseconds; Infinity where none is set. */
export function timeForDatabaseMs(): number {
  const leftMs = remainingMs();
  return leftMs - Math.min(answerMs, leftMs / 2);
}

type Callback = (error: Error | undefined, result: unknown) => void;

/**
 * A connection whose statements end with the active deadline, or when nobody waits for them any more. The server is asked to cancel what still runs then, so that its
 * answer tells that nothing was done; one that does not answer loses the connection, and what was done is not known. Errors
 * that another try may overcome are thrown as DatabaseUnavailable.
 */
export class DeadlineClient extends pg.Client {
  /** In every form that takes a text or a configuration; not for cursors. */
  override query(...given: unknown[]): never {
    const callback = given.at(-1);
    return (typeof callback === 'function'
      ? this.#send(given.slice(0, -1), callback as Callback)
      : new Promise((resolve, reject) => {
          this.#send(given, (error, result) => (error ? reject(error) : resolve(result)));
        })) as unknown as never;
  }

  #send(statement: unknown[], callback: Callback): void {
    const limitMs = timeForDatabaseMs();
    if (limitMs <= 0) return void process.nextTick(callback, noTimeLeft());
    const answer: Callback = (error, result) => callback(error && failureOf(error), result);
    const done = limitMs === Number.POSITIVE_INFINITY ? answer : this.#endAfter(limitMs, answer);
    super.query(...([...statement, done] as unknown as [string]));
  }

  /**
   * A cancel that comes late hits whatever runs on the connection by then, another request's statement perhaps: the answer
   * waits until the cancel is settled, and the connection is not used again where it is not.
   */
  #endAfter(limitMs: number, answer: Callback): Callback {
    const { connection, processID, secretKey, host, port } = this as unknown as Connected;
    // The server has half of what is left to say that it cancelled.
    const cancelMs = Math.min(answerMs, limitMs) / 2;
    let cancelled: Promise<boolean> | undefined;
    const cancel = () => {
      if (cancelled) return;
      clearTimeout(timer);
      cancelled = cancelStatement({ processID, secretKey, host, port }, cancelMs);
      timer = setTimeout(() => connection.stream.destroy(), cancelMs);
    };
    let timer = setTimeout(cancel, limitMs);
    const abandoned = abandonment();
    abandoned?.addEventListener('abort', cancel);
    return (error, result) => {
      clearTimeout(timer);
      abandoned?.removeEventListener('abort', cancel);
      if (!cancelled) return answer(error, result);
      void cancelled.then(isSettled => {
        if (!isSettled) void this.end();
        answer(error, result);
      });
    };
  }
}

/** What a connection knows of itself. */
interface Connected {
  connection: { stream: Socket };
  processID: number;
  secretKey: number;
  host: string;
  port: number;
}

const cancelRequestCode = 80_877_102;

/**
 * Sends PostgreSQL's CancelRequest message, on a connection of its own. There is no answer to it, but the server ends the
 * connection when it has passed the cancel on; resolves with whether it did so in time.
 */
function cancelStatement(statement: Omit<Connected, 'connection'>, limitMs: number): Promise<boolean> {
  const { processID, secretKey, host, port } = statement;
  const message = Buffer.alloc(16);
  [message.length, cancelRequestCode, processID, secretKey].forEach((value, index) => {
    message.writeInt32BE(value, 4 * index);
  });
  return new Promise(resolve => {
    let isSettled = false;
    const socket = connect(port, host);
    const timer = setTimeout(() => socket.destroy(), limitMs);
    socket.on('error', () => {});
    socket.on('end', () => {
      isSettled = true;
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(isSettled);
    });
    socket.resume().end(message);
  });
}

function noTimeLeft(): DatabaseUnavailable {
  return new DatabaseUnavailable({ cause: new Error('no time left to ask the database'), didNothing: true });
}
