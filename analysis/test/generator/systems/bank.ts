import type { System } from '../system.ts';
import { call, query, work } from '../ticket-system.ts';

/**
 * A bank behind one front door, whose root span is called `GET /*` whatever is asked for. Logins take long by nature.
 *
 *     door -> logins -> vault          door -> accounts -> ledger
 *     door -> transfers -> limits, ledger
 *
 * @param logins the share of requests that are logins, 0 to 1; the others keep their proportions.
 */
export function bankWith(logins: number): System {
  return {
    operations: {
      'door GET /*': {
        steps: ({ random }) => {
          const chosen = random();
          if (chosen < logins) return [work(1), call('logins POST /logins')];
          if (chosen < logins + (1 - logins) * 0.7) return [work(1), call('accounts GET /accounts/{id}')];
          return [work(1), call('transfers POST /transfers')];
        },
      },
      'logins POST /logins': { steps: [work(150), query('SELECT customers', 4), call('vault POST /sessions')] },
      'vault POST /sessions': { steps: [work(25), query('INSERT sessions', 20)] },
      'accounts GET /accounts/{id}': { steps: [work(2), query('SELECT accounts', 3), call('ledger GET /balances')] },
      'ledger GET /balances': { steps: [work(1), query('SELECT entries', 6)] },
      'transfers POST /transfers': {
        steps: [work(3), call('limits POST /checks'), call('ledger POST /entries'), query('INSERT transfers', 3)],
      },
      'limits POST /checks': { steps: [work(4), query('SELECT limits', 2)] },
      'ledger POST /entries': { steps: [work(1), query('INSERT entries', 5)] },
    },
    entries: [{ operation: 'door GET /*', weight: 1 }],
  };
}

export const bank: System = bankWith(0.06);
