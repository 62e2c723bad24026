import { charge, riskCheck } from '@spanshop/shared/contracts/payments';
import type { HttpClient } from '@spanshop/shared/http';
import type { Payments } from '../domain/peers.ts';

export function createPaymentsClient(http: HttpClient): Payments {
  return {
    checkRisk: request => {
      const expects = { orderId: request.orderId };
      return http.call({
        method: 'POST',
        path: '/risk-checks',
        body: request,
        response: riskCheck,
        expects,
        attempts: 2,
      });
    },
    async charge(request) {
      const expects = { orderId: request.orderId, status: 'charged' };
      await http.call({ method: 'POST', path: '/charges', body: request, response: charge, expects });
    },
    async void(orderId) {
      const path = '/charges/{orderId}/void';
      const expects = { orderId, status: 'voided' };
      await http.call({ method: 'POST', path, parameters: { orderId }, response: charge, expects, attempts: 3 });
    },
    async chargeStatus(orderId) {
      const call = { method: 'GET', path: '/charges/{orderId}', parameters: { orderId }, response: charge } as const;
      return (await http.call({ ...call, expects: { orderId }, attempts: 2 })).status;
    },
  };
}
