import type { Proxy as Peer, SeenRequest } from '@spanshop/shared/testing';

/** What one piece of anything costs, in minor units. */
export const unitPriceMinor = 990;

interface Asked {
  orderId?: string;
  currency: string;
  items: { sku: string; quantity: number }[];
}

const read = ({ body }: SeenRequest) => JSON.parse(body) as Asked;

/** Everything is there, at one price, and can be given back. */
export function answerAsInventory(inventory: Peer): void {
  inventory.when('POST', /^\/quotes$/, {
    do: 'answer',
    status: 200,
    body: (request: SeenRequest) => {
      const { currency, items } = read(request);
      const lines = items.map(item => ({ ...item, unitPriceMinor, lineTotalMinor: unitPriceMinor * item.quantity }));
      return { currency, lines, totalMinor: lines.reduce((total, line) => total + line.lineTotalMinor, 0) };
    },
  });
  answerStatus(inventory, /^\/reservations$/, 'reserved');
  answerStatus(inventory, /\/release$/, 'released');
}

/** Every card is good, and what it paid can be given back. */
export function answerAsPayments(payments: Peer): void {
  payments.when('POST', /^\/risk-checks$/, {
    do: 'answer',
    status: 200,
    body: (request: SeenRequest) => ({ orderId: read(request).orderId, decision: 'approve', score: 0 }),
  });
  answerStatus(payments, /^\/charges$/, 'charged');
  answerStatus(payments, /\/void$/, 'voided');
}

function answerStatus(peer: Peer, path: RegExp, status: string): void {
  const orderIdOf = (request: SeenRequest) => read(request).orderId ?? request.path.split('/')[2];
  peer.when('POST', path, {
    do: 'answer',
    status: 200,
    body: (request: SeenRequest) => ({ orderId: orderIdOf(request), status }),
  });
}
