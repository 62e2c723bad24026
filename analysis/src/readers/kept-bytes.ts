import { OversizedElementError } from './unreadable-input-error.ts';

/** A stretch of the input that may begin in one piece of it and end in another. Positions are those of the present piece. */
export interface KeptBytes {
  /** The piece that positions refer to from now on. */
  setChunk(chunk: Uint8Array): void;
  /** From here on is kept; what was kept before is let go. */
  startAt(position: number): void;
  /** The text of what was kept, which ends before `position`; nothing is kept afterwards. */
  takeUntil(position: number): string;
  /** The first characters of it, for a message. */
  exampleUntil(position: number): string;
  /**
   * Copies what is kept of the present piece, up to `position`, since the piece goes.
   * @throws OversizedElementError when it has become too much.
   */
  endChunk(position: number): void;
  clear(): void;
}

const exampleBytes = 120;

/** @param mostBytes how much may be kept at a time. */
export function createKeptBytes(mostBytes: number): KeptBytes {
  let chunk: Uint8Array = new Uint8Array(0);
  let pieces: Uint8Array[] = [];
  let pieceBytes = 0;
  let from: number | undefined;

  const clear = (): void => {
    [pieces, pieceBytes, from] = [[], 0, undefined];
  };
  const bytesUntil = (position: number): Uint8Array[] =>
    from === undefined ? pieces : [...pieces, chunk.subarray(from, position)];

  return {
    setChunk(next) {
      chunk = next;
    },
    startAt(position) {
      clear();
      from = position;
    },
    takeUntil(position) {
      const text = Buffer.concat(bytesUntil(position)).toString('utf8');
      clear();
      return text;
    },
    exampleUntil(position) {
      let example = Buffer.alloc(0);
      for (const piece of bytesUntil(position)) {
        if (example.length < exampleBytes) example = Buffer.concat([example, piece.subarray(0, exampleBytes)]);
      }
      return example.subarray(0, exampleBytes).toString('utf8');
    },
    endChunk(position) {
      if (from === undefined) return;
      pieces.push(chunk.slice(from, position));
      pieceBytes += position - from;
      from = 0;
      if (pieceBytes <= mostBytes) return;
      throw new OversizedElementError(`One element of the input is larger than ${Math.round(mostBytes / 1e6)} MB.`);
    },
    clear,
  };
}
