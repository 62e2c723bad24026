export { admission } from './admission.ts';
export type { Call, HttpClient, HttpClientOptions } from './call.ts';
export { createHttpApp, type HttpAppOptions } from './create-http-app.ts';
export { type DeadlineOptions, deadline, timeoutHeader } from './deadline-header.ts';
export { errorHandler, noOptions, notFound } from './error-handler.ts';
export { type Health, healthRoutes } from './health.ts';
export { createHttpClient } from './http-client.ts';
export { closeServer, type ListenOptions, listen, portOf } from './listen.ts';
export { validate } from './validate.ts';
