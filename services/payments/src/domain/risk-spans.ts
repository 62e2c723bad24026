import type { RiskCheck, RiskCheckRequest } from '@spanshop/shared/contracts/payments';
import { attribute, inSpan } from '@spanshop/shared/telemetry';
import { tracer } from '../tracer.ts';
import type { RiskRule } from './risk-rules.ts';

/** The rule in a span of its own, with an event where it fires. */
export function tracedRule({ name, points }: RiskRule): RiskRule {
  const rule = { [attribute.riskRule]: name };
  return {
    name,
    points: order =>
      inSpan(tracer, `risk rule ${name}`, { attributes: rule }, async span => {
        const given = await points(order);
        span.setAttribute(attribute.riskScore, given);
        if (given > 0) span.addEvent('risk rule fired', { ...rule, [attribute.riskScore]: given });
        return given;
      }),
  };
}

/** The span around the rules' spans, with what they come to. */
export function inRiskCheck(order: RiskCheckRequest, check: () => Promise<RiskCheck>): Promise<RiskCheck> {
  const attributes = { [attribute.orderId]: order.orderId, [attribute.userId]: order.customerId };
  return inSpan(tracer, 'check risk', { attributes }, async span => {
    const { orderId, decision, score } = await check();
    span.setAttributes({ [attribute.riskScore]: score, [attribute.riskDecision]: decision });
    return { orderId, decision, score };
  });
}
