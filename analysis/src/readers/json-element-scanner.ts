import { UnreadableInputError } from './unreadable-input-error.ts';

/** One element of an array, as text, and the keys that lead to the array: `resourceSpans`, `result.resourceSpans`, ``. */
export interface ScannedElement {
  readonly path: string;
  readonly text: string;
}

/** Finds the elements of arrays in JSON that comes in pieces, without ever holding more than one element. */
export interface JsonElementScanner {
  /** Elements that were completed by this piece. */
  write(chunk: Uint8Array): readonly ScannedElement[];
  /** Ends the input. `complete` is false when it ends in the middle of a value. */
  end(): { readonly complete: boolean };
  /** Keys of the outermost object that were seen, for messages. */
  readonly keys: ReadonlySet<string>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const SPACE = 0x20;
const DEEPEST_PATH = 2;

/**
 * Walks over the bytes once. Outside of elements only braces, brackets and keys are looked at; an element is copied as it
 * is, to be parsed by JSON.parse. Several documents one after the other (lines of JSON) are walked alike.
 *
 *     {"result": {"resourceSpans": [ {...} , {...} ]}}
 *      key        key              ^ element ^ element     depth of what is open: at most 2 keys, then an array
 *
 * @param mostBytes the largest element that is accepted; a longer one is an error, not a crash.
 */
export function createJsonElementScanner(mostBytes: number): JsonElementScanner {
  const open: { readonly isArray: boolean; key: string }[] = [];
  const keys = new Set<string>();
  let [inString, isEscaped, isKey] = [false, false, false];
  let keyBytes: number[] = [];
  let lastString = '';
  // Of the element that is being copied: how deep it is nested, and its pieces from earlier chunks.
  let [depth, inElement] = [0, false];
  let pieces: Uint8Array[] = [];
  let [pieceBytes, started] = [0, false];

  const pathOf = () =>
    open
      .filter(level => !level.isArray)
      .map(level => level.key)
      .join('.');

  return {
    keys,
    write(chunk) {
      const found: ScannedElement[] = [];
      let from = 0;
      const keep = (to: number) => {
        pieces.push(chunk.slice(from, to));
        pieceBytes += to - from;
        if (pieceBytes > mostBytes) {
          throw new UnreadableInputError(`One element of the input is larger than ${Math.round(mostBytes / 1e6)} MB.`);
        }
      };
      const complete = (to: number) => {
        keep(to);
        const text = Buffer.concat(pieces).toString('utf8').trim();
        if (text !== '') found.push({ path: pathOf(), text });
        [pieces, pieceBytes, inElement, depth] = [[], 0, false, 0];
      };

      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i] as number;
        if (inString) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) {
            inString = false;
            if (isKey) lastString = Buffer.from(keyBytes).toString('utf8');
            isKey = false;
            continue;
          }
          if (isKey && keyBytes.length < 64) keyBytes.push(byte);
          continue;
        }
        if (byte <= SPACE) continue;
        if (inElement) {
          if (byte === QUOTE) inString = true;
          else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
          else if (depth > 0 && (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY)) depth -= 1;
          else if (depth === 0 && (byte === COMMA || byte === CLOSE_ARRAY)) {
            complete(i);
            if (byte === COMMA) {
              inElement = true;
              from = i + 1;
            } else open.pop();
          }
          continue;
        }
        if (!started) checkStart(byte);
        started = true;
        const top = open.at(-1);
        if (byte === QUOTE) {
          [inString, isKey, keyBytes] = [true, top !== undefined && !top.isArray, []];
        } else if (byte === COLON && top) {
          top.key = lastString;
          if (open.length === 1) keys.add(lastString);
        } else if (byte === OPEN_OBJECT) open.push({ isArray: false, key: '' });
        else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) open.pop();
        else if (byte === OPEN_ARRAY) {
          open.push({ isArray: true, key: '' });
          if (open.length <= DEEPEST_PATH + 1) {
            inElement = true;
            from = i + 1;
          }
        }
      }
      if (inElement) keep(chunk.length);
      return found;
    },
    end: () => ({ complete: open.length === 0 && !inString }),
  };
}

function checkStart(byte: number): void {
  if (byte === 0x3c) throw new UnreadableInputError('The input is HTML or XML, not JSON.');
  // 0xEF begins a byte-order mark.
  if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY && byte !== 0xef) {
    throw new UnreadableInputError('The input is not JSON.');
  }
}
