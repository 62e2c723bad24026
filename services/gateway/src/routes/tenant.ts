import { tenant } from '@spanshop/shared/contracts/values';
import { AppError } from '@spanshop/shared/errors';
import { runWithBaggage, shopBaggage } from '@spanshop/shared/telemetry';
import type { Request, RequestHandler } from 'express';
import type { Customers } from '../domain/shop.ts';

const defaultTenant = 'main';

/** Finds out which storefront the request is for and puts it into the baggage of everything that follows. */
export function resolveTenant(customers: Customers): RequestHandler {
  return async (request, response, next) => {
    const named = tenant.safeParse(request.get('x-tenant') ?? defaultTenant);
    if (!named.success || !(await customers.isStorefront(named.data))) throw unknownTenant;
    response.locals['tenant'] = named.data;
    runWithBaggage({ [shopBaggage.tenant]: named.data }, next);
  };
}

/** The storefront that `resolveTenant` found. */
export function tenantOf(request: Request): string {
  return request.res?.locals['tenant'];
}

const unknownTenant = new AppError({
  status: 400,
  code: 'unknown_tenant',
  detail: 'The header x-tenant names no storefront of this shop.',
});
