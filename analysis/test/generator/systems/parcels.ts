import type { System } from '../system.ts';
import { call, query, work } from '../ticket-system.ts';

/**
 * Parcels behind a proxy that calls all of its spans by its own name.
 *
 *     ingress -> tracking -> hubs       ingress -> shipping -> pricing, labels, hubs
 *     ingress -> quotes -> pricing
 *
 * @param shipments the share of requests that ship something, 0 to 1; of the others two thirds ask where a parcel is.
 */
export function parcelsWith(shipments: number): System {
  return {
    callsNamedBy: 'operation',
    operations: {
      'ingress GET /': {
        name: 'ingress',
        steps: ({ random }) => {
          const chosen = random();
          if (chosen < shipments) return [call('shipping POST /shipments')];
          return [
            call(chosen < shipments + (1 - shipments) * 0.66 ? 'tracking GET /parcels/{id}' : 'quotes GET /quotes'),
          ];
        },
      },
      'tracking GET /parcels/{id}': { steps: [work(2), query('SELECT parcels', 4), call('hubs GET /hubs/{id}')] },
      'hubs GET /hubs/{id}': { steps: [work(2), query('SELECT hubs', 2)] },
      'shipping POST /shipments': {
        steps: [work(10), call('pricing GET /prices'), call('labels POST /labels'), call('hubs GET /hubs/{id}')],
      },
      'pricing GET /prices': { steps: [work(1), query('SELECT prices', 3)] },
      'labels POST /labels': { steps: [work(60)] },
      'quotes GET /quotes': { steps: [work(2), call('pricing GET /prices')] },
    },
    entries: [{ operation: 'ingress GET /', weight: 1 }],
  };
}

export const parcels: System = parcelsWith(0.2);
