export { admission } from './admission.ts';
export type { Call, HttpClient } from './call.ts';
export { closeServer } from './close-server.ts';
export { createHttpApp } from './create-http-app.ts';
export type { DeadlineOptions } from './deadline-header.ts';
export { errorHandler, noOptions, notFound } from './error-handler.ts';
export { createHttpClient } from './http-client.ts';
export { type ListenOptions, listen, portOf } from './listen.ts';
export { validate } from './validate.ts';
