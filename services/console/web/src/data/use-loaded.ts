import { useCallback, useEffect, useState } from 'preact/hooks';
import { fetchJson, RefusedError } from './fetch-json.ts';
import { nothing, type State, stateAt } from './loaded-state.ts';

export interface Loaded<T> extends Omit<State<T>, 'address'> {
  readonly reload: () => void;
}

/**
 * Loads from an address of the console, again whenever that changes or `reload` is called.
 *
 * @param address undefined to load nothing
 * @param read makes sense of the answer; must not change between renderings
 * @param options whether what came from the address before stays until more comes: for lists that are narrowed
 */
export function useLoaded<T>(
  address: string | undefined,
  read: (answer: unknown) => T,
  { keepsOthers = false } = {},
): Loaded<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<State<T>>({ ...nothing, address });
  // A round more is what reload asks for.
  useEffect(() => {
    if (address === undefined) return;
    const leaving = new AbortController();
    setState(before => ({ ...stateAt(before, address, keepsOthers), isLoading: true }));
    fetchJson(address, leaving.signal)
      .then(read)
      .then(value => ({ value, loadedUnixMs: Date.now(), error: undefined }), asError)
      .then(outcome => {
        if (!leaving.signal.aborted) setState(before => ({ ...before, ...outcome, isLoading: false }));
      });
    return () => leaving.abort();
  }, [address, round, read, keepsOthers]);
  const reload = useCallback(() => setRound(before => before + 1), []);
  return { ...stateAt(state, address, keepsOthers), reload };
}

function asError(error: unknown): { error: RefusedError } {
  return {
    error: error instanceof RefusedError ? error : new RefusedError('unreadable', 'The answer cannot be read.', error),
  };
}
