/**
 * One hop inside the shop: it takes a request and calls the next one through the shared HTTP client, traced as every service
 * is. Whoever started it asks for its CPU time by a message and ends it by closing the channel.
 */
import { createHttpApp, createHttpClient, listen, portOf } from '@spanshop/shared/http';
import { createLogger } from '@spanshop/shared/logging';
import { Router } from 'express';
import { z } from 'zod';

const next = createHttpClient({ peer: 'next', baseUrl: process.argv[2] ?? '', timeoutMs: 2_000 });
const app = createHttpApp({
  logger: createLogger('relay', 'warn'),
  deadline: { timeoutMs: 2_000, trustCaller: true },
  maxRequestsInFlight: 200,
  ready: async () => {},
  routes: Router().post('/hop', async (request, response) => {
    response.json(await next.call({ method: 'POST', path: '/hop', body: request.body, response: z.looseObject({}) }));
  }),
});
const server = await listen(app, { host: '127.0.0.1', port: 0 });
process.on('message', () => process.send?.({ cpuMicroseconds: cpuMicroseconds() }));
process.on('disconnect', () => process.exit(0));
process.send?.({ port: portOf(server) });

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
