import { changed, connection, query, type System, ticketSystem, work } from '@spanshop/analysis/generator';

/** What makes the second of two windows slow. */
export const culprit = 'SELECT prices';

/** Bookings alone, of 30 spans each. */
export const bookings: System = {
  ...changed(ticketSystem, {
    'seats POST /holds': {
      steps: [
        connection('seats'),
        ...Array.from({ length: 11 }, () => query('SELECT seats', 1)),
        query('UPDATE seats', 3),
      ],
    },
  }),
  entries: [{ operation: 'web POST /bookings', weight: 1 }],
};

/** The same with a slow query. */
export const slowedBookings: System = changed(bookings, {
  'pricing POST /quotes': { steps: [work(2), query(culprit, 50)] },
});
