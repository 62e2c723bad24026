import { validate } from '@spanshop/shared/http';
import type { RequestHandler } from 'express';
import { z } from 'zod';

const nothing = z.strictObject({});

/** For routes that take no query: a misspelt parameter is told, not ignored. */
export const noQuery: RequestHandler = (request, _response, next) => {
  validate(nothing, request.query, 'query');
  next();
};

/** For routes that take no body, or an empty one. */
export const noBody: RequestHandler = (request, _response, next) => {
  validate(nothing, request.body, 'body');
  next();
};
