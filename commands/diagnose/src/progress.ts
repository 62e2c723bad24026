/** Says on a terminal's stderr how far a long read has come; silent when nobody watches. */
export interface Progress {
  step(): void;
  done(): void;
}

const EVERY_MS = 250;

export function createProgress(what: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  let [count, toldAt] = [0, 0];
  return {
    step() {
      count += 1;
      if (!stream.isTTY || Date.now() - toldAt < EVERY_MS) return;
      toldAt = Date.now();
      stream.write(`\r${what}: ${count.toLocaleString('en-GB')} traces`);
    },
    done() {
      if (stream.isTTY && toldAt > 0) stream.write('\r\u001b[2K');
    },
  };
}
