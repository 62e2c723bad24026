import type { RequestHandler } from 'express';

/** What a page may load and do: its own files and its own service's data, nothing written into the page, no frame around it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  // Places of bars are set by scripts, which a policy on styles does not hear of; style attributes in markup stay refused.
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers = new Map([
  ['Content-Security-Policy', policy],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  // What may be kept says so itself.
  ['Cache-Control', 'no-store'],
]);

/** On every answer of the console, whatever becomes of the request. What the door refuses never gets here: it is no page. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeaders(headers);
  next();
};
