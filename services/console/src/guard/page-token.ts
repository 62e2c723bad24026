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
    give(request, response, next) {
      const name = cookieNameAt(request.get('host'));
      response.setHeader('Set-Cookie', `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`);
      next();
    },
    demand(request, _response, next) {
      const isAllowed =
        readOnly.has(request.method) || tokensIn(request.get('cookie')).some(given => isSame(given, token));
      next(isAllowed ? undefined : noToken);
    },
  };
}

/** Browsers send a cookie to every port of its host: consoles side by side would overwrite each other's. */
function cookieNameAt(host = ''): string {
  const port = /:(\d+)$/.exec(host)?.[1];
  return port === undefined ? cookieName : `${cookieName}-${port}`;
}

/** Those of all consoles on the host; one of them is this one's. */
function tokensIn(header = ''): readonly string[] {
  const cookies = header.split(';').map(cookie => cookie.trim());
  return cookies.filter(cookie => cookie.startsWith(cookieName)).map(cookie => cookie.slice(cookie.indexOf('=') + 1));
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
