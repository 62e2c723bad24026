import {
  backslash,
  byteOrderMark,
  closeArray,
  closeObject,
  colon,
  comma,
  endOfPlainText,
  newline,
  openArray,
  openObject,
  quote,
  space,
} from './json-bytes.ts';
import { createKeptBytes } from './kept-bytes.ts';
import { beginsDocument, beginsResource, lookaheadBytes } from './line-start.ts';
import type { JsonScanner, ScannedPart } from './scanned-part.ts';

/** Arrays that hold spans are reached by this many keys at most. */
const mostKeys = 2;
const longestKey = 64;

/**
 * - `between`: a document may begin. - `text`: a line began with something else. - `lost`: the rest of the line is passed over.
 * - `document`: inside one, which is kept as a whole until an array that holds spans is found.
 * - `element`: inside an element of such an array. - `rest`: after it, in the same document.
 */
type Mode = 'between' | 'text' | 'lost' | 'document' | 'element' | 'rest';

/**
 * Walks over JSON documents, one after the other or one a line, that come in pieces; holds no more than one element.
 *
 *     {"result": {"resourceSpans": [ {...} , {...} ]}}
 *      key        key              ^ element ^ element
 *
 * A document that was cut off is seen by a line break inside a string, by a bracket that closes what is not open, and by a
 * line that begins a new document; what remains of it is passed over.
 *
 * @param places the paths of arrays that hold spans.
 * @param mostBytes the largest element that is accepted; a longer one is an error, not a crash.
 */
export function createJsonScanner(places: ReadonlySet<string>, mostBytes: number): JsonScanner {
  const kept = createKeptBytes(mostBytes);
  const keys: string[] = [];
  const containers: number[] = [];
  let mode: Mode = 'between';
  let [depth, documents] = [0, 0];
  // Of the array that holds the present elements, and how many brackets are open around them.
  let [path, elementDepth] = ['', 0];
  let [inString, isEscaped] = [false, false];
  let key: number[] | undefined;
  // The last byte that is no space; a string counts as its closing quote.
  let last = newline;
  let [isLineStart, isStart] = [true, true];
  const parts: ScannedPart[] = [];
  let waiting: Uint8Array = new Uint8Array(0);

  function reset(next: Mode): void {
    [mode, depth, inString, isEscaped, key] = [next, 0, false, false, undefined];
    kept.clear();
  }

  function damage(next: Mode, at: number): void {
    const example = kept.exampleUntil(at);
    saveLastElement(at);
    parts.push({ is: 'damage', example });
    reset(next);
  }

  /** What was cut off right after an element has lost nothing of it. */
  function saveLastElement(at: number): void {
    const isComplete = mode === 'element' && depth === elementDepth && (last === closeObject || last === closeArray);
    if (isComplete) completeElement(at);
  }

  function open(byte: number, at: number): void {
    if (mode === 'between') {
      mode = 'document';
      documents += 1;
      kept.startAt(at);
    }
    const found = byte === openArray && mode !== 'element' ? placeHere() : undefined;
    containers[depth] = byte;
    depth += 1;
    if (found === undefined) return;
    [mode, path, elementDepth] = ['element', found, depth];
    kept.startAt(at + 1);
  }

  /** The path of an array that would begin here, when it is one that holds spans. */
  function placeHere(): string | undefined {
    if (depth > mostKeys || containers.slice(0, depth).includes(openArray)) return undefined;
    const found = keys.slice(0, depth).join('.');
    return places.has(found) ? found : undefined;
  }

  function close(byte: number, at: number): void {
    if (containers[depth - 1] !== (byte === closeArray ? openArray : openObject)) {
      damage('lost', at);
      return;
    }
    if (mode === 'element' && depth === elementDepth) {
      completeElement(at);
      mode = 'rest';
    }
    depth -= 1;
    if (depth > 0) return;
    if (mode === 'document') parts.push({ is: 'document', text: kept.takeUntil(at + 1) });
    reset('between');
  }

  function completeElement(at: number): void {
    const text = kept.takeUntil(at).trim();
    if (text !== '') parts.push({ is: 'element', path, text });
  }

  function stepInString(byte: number, at: number): void {
    if (byte === newline) {
      damage('between', at);
      isLineStart = true;
    } else if (isEscaped) isEscaped = false;
    else if (byte === backslash) isEscaped = true;
    else if (byte === quote) {
      [inString, last] = [false, quote];
      if (key) keys[depth - 1] = Buffer.from(key).toString('utf8');
      key = undefined;
      return;
    }
    if (key && key.length < longestKey) key.push(byte);
  }

  function stepInDocument(byte: number, at: number): void {
    if (byte === quote) {
      inString = true;
      const isKey = mode !== 'element' && depth <= mostKeys && containers[depth - 1] === openObject && last !== colon;
      key = isKey ? [] : undefined;
    } else if (byte === openObject || byte === openArray) open(byte, at);
    else if (byte === closeObject || byte === closeArray) close(byte, at);
    else if (byte === comma && mode === 'element' && depth === elementDepth) {
      completeElement(at);
      kept.startAt(at + 1);
    }
    last = byte;
  }

  /** Where an element goes on with something that `stepInDocument` has to see. Nearly all bytes are passed over here. */
  function passOver(chunk: Uint8Array, from: number): number {
    let [at, nested, lastHere] = [from, depth, last];
    for (; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === quote) {
        const end = endOfPlainText(chunk, at + 1);
        if (chunk[end] !== quote) break;
        at = end;
      } else if (byte === openObject || byte === openArray) {
        containers[nested] = byte;
        nested += 1;
      } else if (byte === closeObject || byte === closeArray) {
        const isMatch = containers[nested - 1] === (byte === closeArray ? openArray : openObject);
        if (nested === elementDepth || !isMatch) break;
        nested -= 1;
      } else if (byte === newline || (byte === comma && nested === elementDepth)) break;
      if (byte > space) lastHere = byte;
    }
    [depth, last] = [nested, lastHere];
    return at;
  }

  function stepBetween(byte: number, at: number): void {
    if (byte === openObject || byte === openArray) {
      open(byte, at);
      last = byte;
    } else if (!(isStart && byteOrderMark.includes(byte))) {
      mode = 'text';
      kept.startAt(at);
    }
  }

  /** Whether what follows has to be seen to tell what begins here. */
  function isDoubtful(byte: number): boolean {
    if (mode === 'text') return byte === openObject;
    return isLineStart && depth > 0 && (byte === openObject || byte === openArray);
  }

  function resolveDoubt(chunk: Uint8Array, at: number): void {
    const ahead = Buffer.from(
      chunk.buffer,
      chunk.byteOffset + at,
      Math.min(lookaheadBytes, chunk.length - at),
    ).toString();
    if (mode === 'text') {
      if (beginsResource(ahead)) reset('between');
    } else if (beginsDocument(ahead, { last, containers: containers.slice(0, depth), keys })) {
      damage('between', at);
    }
  }

  function scan(chunk: Uint8Array, isLast: boolean): void {
    kept.setChunk(chunk);
    for (let at = 0; at < chunk.length; at++) {
      if (inString && key === undefined && !isEscaped) at = endOfPlainText(chunk, at);
      else if (mode === 'element' && !inString && !isLineStart) at = passOver(chunk, at);
      if (at === chunk.length) break;
      const byte = chunk[at] as number;
      if (inString) stepInString(byte, at);
      else if (byte === newline) endLine(at);
      else if (byte <= space) isLineStart = false;
      else {
        if (isDoubtful(byte)) {
          if (!isLast && chunk.length - at < lookaheadBytes) {
            kept.endChunk(at);
            waiting = chunk.slice(at);
            return;
          }
          resolveDoubt(chunk, at);
        }
        if (mode === 'between') stepBetween(byte, at);
        else if (mode !== 'text' && mode !== 'lost') stepInDocument(byte, at);
        isLineStart = false;
        if (isStart) isStart = byteOrderMark.includes(byte);
      }
    }
    kept.endChunk(chunk.length);
    waiting = new Uint8Array(0);
  }

  function endLine(at: number): void {
    if (mode === 'text') damage('between', at);
    else if (mode === 'lost') reset('between');
    isLineStart = true;
  }

  function takeParts(): readonly ScannedPart[] {
    return parts.splice(0);
  }

  return {
    write(chunk) {
      scan(waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]), false);
      return takeParts();
    },
    end() {
      scan(waiting, true);
      if (mode === 'text') damage('between', 0);
      saveLastElement(0);
      return { parts: takeParts(), open: depth === 0 ? 'nothing' : documents > 1 ? 'later' : 'only' };
    },
  };
}
