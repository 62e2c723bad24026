import type { RiskCheck, RiskCheckRequest } from '@spanshop/shared/contracts/payments';
import type { RiskRule } from './risk-rules.ts';

const decliningScore = 100;

/** Adds up the points of all rules, 100 at most. That an order is declined is an answer, not an error. */
export async function checkRisk(rules: readonly RiskRule[], order: RiskCheckRequest): Promise<RiskCheck> {
  const points = await Promise.all(rules.map(rule => rule.points(order)));
  const score = Math.min(
    points.reduce((total, given) => total + given, 0),
    decliningScore,
  );
  return { orderId: order.orderId, decision: score === decliningScore ? 'decline' : 'approve', score };
}
