import { charge, riskCheck } from '@spanshop/shared/contracts/payments';
import type { HttpClient } from '@spanshop/shared/http';
import type { Payments } from '../domain/peers.ts';

export function createPaymentsClient(http: HttpClient): Payments {
  return {
    checkRisk: request =>
      http.call({ method: 'POST', path: '/risk-checks', body: request, response: riskCheck, attempts: 2 }),
    async charge(request) {
      await http.call({ method: 'POST', path: '/charges', body: request, response: charge });
    },
    async void(orderId) {
      const path = '/charges/{orderId}/void';
      await http.call({ method: 'POST', path, parameters: { orderId }, response: charge, attempts: 3 });
    },
    async chargeStatus(orderId) {
      const path = '/charges/{orderId}';
      const { status } = await http.call({
        method: 'GET',
        path,
        parameters: { orderId },
        response: charge,
        attempts: 2,
      });
      return status;
    },
  };
}
