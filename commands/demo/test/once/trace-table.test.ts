import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceTable } from '../../src/once/trace-table.ts';
import { traceOf, wholeOrder } from './example-trace.ts';

test('when a trace is shown, then its spans are a tree in aligned columns', () => {
  assert.equal(
    traceTable(traceOf(wholeOrder)),
    `
   start      took  service      span                             kind      baggage    what matters
  0.0 ms  100.0 ms  gateway      POST /orders                     SERVER    main gold
  5.0 ms   90.0 ms  gateway      └ call orders                    CLIENT    main gold  to=orders
 10.0 ms   80.0 ms  orders         └ POST /orders                 SERVER    main gold
 15.0 ms   15.0 ms  orders           ├ call inventory             CLIENT    main gold  to=inventory
 16.0 ms   13.0 ms  inventory        │ └ POST /quotes             SERVER    main gold
 31.0 ms   29.0 ms  orders           ├ call payments              CLIENT    main gold  to=payments
 32.0 ms   27.0 ms  payments         │ └ POST /charges            SERVER    main gold
 33.0 ms   25.0 ms  payments         │   └ call acquirer          CLIENT    main gold  to=acquirer
 70.0 ms    5.0 ms  orders           └ send order.confirmed       PRODUCER  main gold
110.0 ms   40.0 ms  fulfillment        └ process order.confirmed  CONSUMER  main gold
`.slice(1, -1),
  );
});
