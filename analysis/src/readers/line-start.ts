import { colon, comma, openArray } from './json-bytes.ts';

/** How much of a line has to be seen to tell what it begins. */
export const lookaheadBytes = 40;

/** What is open where a line begins with a bracket. */
export interface OpenDocument {
  /** The last byte before the line that is no space. */
  readonly last: number;
  /** The brackets that are open, the outermost first. */
  readonly containers: readonly number[];
  /** The keys that lead to the outermost of them. */
  readonly keys: readonly string[];
}

/**
 * Whether a line that begins with a bracket begins a document, so that the one that is still open was cut off. A document
 * that is written over many lines, with or without indentation, has such lines too, but not with what documents begin with.
 *
 *     {"resourceSpans":[{"resource":{"attri      cut off
 *     {"resourceSpans":[{"resource":{}}]}        begins a document
 *
 *     {"resourceSpans":[                         one document:
 *     {"resource":{}},                           goes on, an element may follow here
 *     {"resource":{}}]}
 */
export function beginsDocument(line: string, { last, containers, keys }: OpenDocument): boolean {
  const [outermost, innermost] = [containers[0], containers.at(-1)];
  const mayFollow = last === colon || last === openArray || (last === comma && innermost === openArray);
  if (!mayFollow) return true;
  const depth = containers.length;
  if (line.startsWith('[')) return depth > 1;
  if (outermost === openArray && depth === 1) return false;
  if (/^\{\s*"(result|data)"/.test(line)) return true;
  const isNested = depth === 1 && (keys[0] === 'result' || keys[0] === 'trace');
  if (/^\{\s*"(resourceSpans|batches)"/.test(line)) return !isNested;
  const isInList = [keys[depth - 2], keys[depth - 3]].some(key => key === 'resourceSpans' || key === 'batches');
  return beginsResource(line) && !isInList;
}

/** Whether a line is what Java's logging-otlp exporter writes: one element of resourceSpans. */
export function beginsResource(line: string): boolean {
  return /^\{\s*"(resource|scopeSpans)"\s*:/.test(line);
}
