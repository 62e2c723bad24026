import { AppError } from '@spanshop/shared/errors';
import type { RequestHandler } from 'express';

const own: ReadonlySet<string> = new Set(['same-origin', 'none']);

/**
 * For what pages ask in the background. The door lets a GET in that names no origin, since a link may lead here; a stranger's
 * page can send one as if for a picture, and would not see the answer, but the search would be done.
 */
export const ownPagesOnly: RequestHandler = (request, _response, next) => {
  const site = request.get('sec-fetch-site');
  next(site === undefined || own.has(site) ? undefined : foreignPage);
};

const foreignPage = new AppError({
  status: 403,
  code: 'foreign_origin',
  detail: 'Only pages of this console may ask this.',
});
