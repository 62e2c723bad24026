import type { ReportedSpan } from '../model/index.ts';
import { byteOrderMark } from './json-bytes.ts';
import { createJsonScanner } from './json-scanner.ts';
import type { ScannedPart } from './scanned-part.ts';
import type { SkipCounter } from './skip-counter.ts';
import { spanPlaces, spansFromDocument, spansFromElement } from './spans-from-document.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';

/** Finds the spans in bytes of JSON, whatever their format and however they are cut into pieces. */
export interface TextReader {
  /** @throws UnreadableInputError when the encoding is none that is read, OversizedElementError when an element is too large. */
  write(chunk: Uint8Array): void;
  /** @throws UnreadableInputError when nothing in the input is known. */
  end(): void;
}

const cutLine = 'a line is not JSON or is cut off';
const cutInput = 'the input ends in the middle, and what was cut off is lost';

/**
 * What is damaged or of another format is counted and passed over; the input as a whole is refused only when nothing in
 * it is known.
 */
export function createTextReader(
  mostElementBytes: number,
  skips: SkipCounter,
  accept: (span: ReportedSpan) => void,
): TextReader {
  const scanner = createJsonScanner(spanPlaces, mostElementBytes);
  let [bytes, start] = [0, Buffer.alloc(0)];
  let firstByte: number | undefined;
  let [isKnown, isDamaged] = [false, false];
  let refusal: UnreadableInputError | undefined;

  function take(part: ScannedPart): void {
    if (part.is === 'damage') {
      isDamaged = true;
      skips.add(cutLine, part.example);
      return;
    }
    const json = parsed(part.text, skips);
    if (json === undefined) return;
    try {
      if (part.is === 'element') spansFromElement(part.path, json, skips, accept);
      else spansFromDocument(json, skips, accept);
      isKnown = true;
    } catch (error) {
      if (!(error instanceof UnreadableInputError)) throw error;
      refusal ??= error;
      skips.add('a part of the input is of no format that is known', error.message);
    }
  }

  return {
    write(chunk) {
      if (start.length < 2) {
        start = Buffer.concat([start, chunk.subarray(0, 2)]);
        refuseUtf16(start);
      }
      bytes += chunk.length;
      firstByte ??= chunk.find(byte => byte > 0x20 && !byteOrderMark.includes(byte));
      for (const part of scanner.write(chunk)) take(part);
    },
    end() {
      const { parts, open } = scanner.end();
      for (const part of parts) take(part);
      if (firstByte === undefined) throw new UnreadableInputError('The input is empty.');
      if (!isKnown) refuseUnknown(firstByte, isDamaged || open !== 'nothing', refusal);
      if (open !== 'nothing') skips.add(open === 'only' ? cutInput : cutLine, `after ${bytes} bytes`);
    },
  };
}

/** UTF-16 begins with a mark of its own, or with a bracket of which one byte is zero. */
function refuseUtf16([first, second]: Uint8Array): void {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const isPlain = second !== undefined && (first === 0) !== (second === 0);
  if (isMarked || isPlain) throw new UnreadableInputError('The input is UTF-16: save it as UTF-8.');
}

function parsed(text: string, skips: SkipCounter): unknown {
  try {
    return JSON.parse(text);
  } catch {
    skips.add('an element is not JSON', text);
    return undefined;
  }
}

/** An empty answer of a known format is fine, everything else in which nothing is known is not. */
function refuseUnknown(firstByte: number, isDamaged: boolean, refusal: UnreadableInputError | undefined): void {
  const first = String.fromCharCode(firstByte);
  if (first === '<') throw new UnreadableInputError('The input is HTML or XML, not JSON.');
  if (first !== '{' && first !== '[') throw new UnreadableInputError('The input is not JSON.');
  if (refusal) throw refusal;
  if (!isDamaged) return;
  throw new UnreadableInputError('The input starts as JSON but is cut off or damaged, so it cannot be read.');
}
