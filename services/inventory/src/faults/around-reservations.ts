import type { Database } from '@spanshop/shared/database';
import type { Faults } from '@spanshop/shared/faults';
import type { Reservations } from '../domain/reservations.ts';
import { createReservationsRepository } from '../store/reservations-repository.ts';
import { deadlock } from './deadlock/entry.ts';
import { inOrderOfCart } from './deadlock/in-order-of-cart.ts';
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
  const inAnyOrder = faults.choose(
    deadlock,
    inTurn,
    replacements => createReservationsRepository(database, inOrderOfCart(replacements)).reserve,
  );
  return { ...healthy, reserve: inAnyOrder };
}
