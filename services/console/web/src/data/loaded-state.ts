import type { RefusedError } from './fetch-json.ts';

/** What is known, and of which address. */
export interface State<T> {
  readonly address: string | undefined;
  /** What came last from this address; it stays while it is asked for again, and when that fails. */
  readonly value: T | undefined;
  /** When that was, milliseconds since 1970. */
  readonly loadedUnixMs: number | undefined;
  readonly error: RefusedError | undefined;
  readonly isLoading: boolean;
}

export const nothing = { value: undefined, loadedUnixMs: undefined, error: undefined, isLoading: true };

/**
 * What there is to show at an address: what came from another one would be taken for its own.
 *
 * @param keepsOthers whether that stays all the same until more comes
 */
export function stateAt<T>(state: State<T>, address: string | undefined, keepsOthers: boolean): State<T> {
  if (state.address === address) return state;
  return keepsOthers ? { ...state, address, isLoading: true } : { ...nothing, address };
}
