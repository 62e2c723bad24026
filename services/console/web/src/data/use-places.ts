import { useEffect, useState } from 'preact/hooks';
import type { Places } from '../../../src/contract.ts';
import { fetchJson } from './fetch-json.ts';

let asked: Promise<Places> | undefined;

/** Asked for once, since they stay the same while the console runs; none until they are known. */
export function usePlaces(): Places {
  const [places, setPlaces] = useState<Places>({});
  useEffect(() => {
    asked ??= fetchJson('/api/places', new AbortController().signal) as Promise<Places>;
    asked.then(setPlaces, () => {
      asked = undefined;
    });
  }, []);
  return places;
}
