import { useCallback, useEffect, useState } from 'preact/hooks';
import { fetchJson, RefusedError } from './fetch-json.ts';

export interface Loaded<T> {
  /** What came last; it stays while more is asked for, and when that fails. */
  readonly value: T | undefined;
  /** When that was, milliseconds since 1970. */
  readonly loadedUnixMs: number | undefined;
  readonly error: RefusedError | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

interface State<T> extends Omit<Loaded<T>, 'reload'> {
  readonly address: string | undefined;
}

/**
 * Loads from an address of the console, again whenever that changes or `reload` is called.
 *
 * @param address undefined to load nothing
 * @param read makes sense of the answer; must not change between renderings
 */
export function useLoaded<T>(address: string | undefined, read: (answer: unknown) => T): Loaded<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<State<T>>({ ...nothing, address });
  // A round more is what reload asks for.
  useEffect(() => {
    if (address === undefined) return;
    const leaving = new AbortController();
    setState(before => ({ ...before, address, isLoading: true }));
    fetchJson(address, leaving.signal)
      .then(read)
      .then(value => ({ value, loadedUnixMs: Date.now(), error: undefined }), asError)
      .then(outcome => {
        if (!leaving.signal.aborted) setState(before => ({ ...before, ...outcome, isLoading: false }));
      });
    return () => leaving.abort();
  }, [address, round, read]);
  const reload = useCallback(() => setRound(before => before + 1), []);
  return { ...state, reload };
}

const nothing = { value: undefined, loadedUnixMs: undefined, error: undefined, isLoading: true };

function asError(error: unknown): { error: RefusedError } {
  return {
    error: error instanceof RefusedError ? error : new RefusedError('unreadable', 'The answer cannot be read.', error),
  };
}
