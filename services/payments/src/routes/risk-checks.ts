import { riskCheckRequest } from '@spanshop/shared/contracts/payments';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import { checkRisk } from '../domain/check-risk.ts';
import type { RiskRule } from '../domain/risk-rules.ts';
import { inRiskCheck } from '../domain/risk-spans.ts';

export function riskCheckRoutes(rules: readonly RiskRule[]): Router {
  return Router().post('/risk-checks', async (request, response) => {
    const order = validate(riskCheckRequest, request.body, 'body');
    response.json(await inRiskCheck(order, () => checkRisk(rules, order)));
  });
}
