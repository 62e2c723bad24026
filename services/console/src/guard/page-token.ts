import { randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '@spanshop/shared/errors';
import type { RequestHandler } from 'express';

/** Tells requests of our own pages from all others, by a secret of this start that only those get. */
export interface PageToken {
  /** Gives it to the browser that opens a page; no script can read it, and no foreign page can make it be sent. */
  give: RequestHandler;
  /** Refuses whatever may change something and comes without it. */
  demand: RequestHandler;
}

const cookieName = 'spanshop-console';
const readOnly: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function createPageToken(token = randomBytes(32).toString('base64url')): PageToken {
  return {
    give(_request, response, next) {
      response.setHeader('Set-Cookie', `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`);
      next();
    },
    demand(request, _response, next) {
      const isAllowed = readOnly.has(request.method) || isSame(cookieOf(request.get('cookie')), token);
      next(isAllowed ? undefined : noToken);
    },
  };
}

function cookieOf(header = ''): string {
  const cookies = header.split(';').map(cookie => cookie.trim());
  return cookies.find(cookie => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const noToken = new AppError({
  status: 403,
  code: 'no_page_token',
  detail: 'Only a page of this console, opened since it started, may change something: open or reload it.',
});
