import { join, sep } from 'node:path';

const seams = join('src', 'faults', sep);

/**
 * Leaves the calls that make a fault out of every stack trace: an exception on a span or in a log would name the file, and
 * with it the fault that somebody looks for. V8 asks this function whenever a stack is read for the first time.
 */
export function hideSeams(): void {
  Error.prepareStackTrace = (error, frames) => {
    const shown = frames.filter(frame => !frame.getFileName()?.includes(seams));
    return [String(error), ...shown.map(frame => `    at ${frame}`)].join('\n');
  };
}
