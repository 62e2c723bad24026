import type { Defect, DefectClass } from './defect.ts';

/** All defects of a class at one operation of a service. */
export interface DefectPlace {
  readonly class: DefectClass;
  readonly service: string;
  readonly operation: string;
  readonly count: number;
}

/** Classes that say what is wrong, and not only what follows from it. */
const causes: ReadonlySet<DefectClass> = new Set([
  'lost-context',
  'wrong-parent',
  'unended-span',
  'sampling-hole',
  'silent-service',
  'doubled-call',
  'baggage-missing',
]);

/** Counts defects by where they are. */
export interface PlaceTally {
  add(defect: Defect): void;
  /** What is most likely wrong first: causes before what follows from them, then by their number. */
  places(): readonly DefectPlace[];
}

const mostPlaces = 10_000;

export function tallyPlaces(): PlaceTally {
  const byPlace = new Map<string, { -readonly [Key in keyof DefectPlace]: DefectPlace[Key] }>();
  return {
    add({ class: kind, service, operation }) {
      if (service === undefined || operation === undefined || kind === 'parent-lost-with-process') return;
      const key = JSON.stringify([kind, service, operation]);
      const place = byPlace.get(key);
      if (place) place.count += 1;
      else if (byPlace.size < mostPlaces) byPlace.set(key, { class: kind, service, operation, count: 1 });
    },
    places: () =>
      [...byPlace.values()].sort(
        (a, b) => Number(causes.has(b.class)) - Number(causes.has(a.class)) || b.count - a.count,
      ),
  };
}
