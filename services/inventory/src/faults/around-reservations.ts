import type { Database } from '@spanshop/shared/database';
import type { Faults } from '@spanshop/shared/faults';
import type { Reservations } from '../domain/reservations.ts';
import { createReservationsRepository } from '../store/reservations-repository.ts';
import { hotRowLock } from './hot-row-lock/entry.ts';
import { withSharedRow } from './hot-row-lock/with-shared-row.ts';

/** Reservations with their seams. */
export function aroundReservations(faults: Faults, healthy: Reservations, database: Database): Reservations {
  const { reserve } = healthy;
  const inTurn = faults.choose(
    hotRowLock,
    reserve,
    days => createReservationsRepository(database, withSharedRow(days)).reserve,
  );
  return { ...healthy, reserve: inTurn };
}
