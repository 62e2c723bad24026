/**
 * Buys: SERVER spans and their metrics are named by Express' route, `POST /orders`, at the cost of one listener.
 * Without it: they are named `POST`, and all of a service's requests look alike.
 * Upstream: @opentelemetry/instrumentation-express says the route too, and pays in every layer that a request passes.
 */
import { ServerResponse } from 'node:http';
import { context } from '@opentelemetry/api';
import { getRPCMetadata, RPCType } from '@opentelemetry/core';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { composeSettings } from './compose-settings.ts';

export const httpRoute: Refinement = parts => ({
  ...parts,
  http: composeSettings(parts.http, {
    responseHook: (_span, response) => {
      if (response instanceof ServerResponse) tellRoute(response);
    },
  }),
});

/**
 * Tells the HTTP instrumentation, once the response is over, which route of Express has answered; it names the span by it and
 * puts it on the span and into its metrics. The instrumentation of Express would work that out anew in every layer that a
 * request passes. Routers have to be mounted without a path of their own, since Express forgets it on the way out. Parameters
 * are written as everywhere else (OpenAPI, the clients' url.template, the load tests): `/orders/{orderId}`, not `/orders/:orderId`.
 *
 * To be called where a request begins, in the context of its span.
 */
function tellRoute(response: ServerResponse): void {
  const metadata = getRPCMetadata(context.active());
  if (metadata?.type !== RPCType.HTTP) return;
  response.on('close', () => {
    const { route } = response.req as { route?: { path?: unknown } };
    if (typeof route?.path === 'string') metadata.route = templateOf(route.path);
  });
}

function templateOf(expressPath: string): string {
  return expressPath.replaceAll(/:(\w+)/g, '{$1}');
}
