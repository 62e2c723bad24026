import { Router } from 'express';
import type { Config } from '../config.ts';
import type { Places } from '../contract.ts';

/** Where else one can look. */
export function placeRoutes(config: Pick<Config, 'QUERY_URL' | 'JAEGER_PAGES_URL' | 'ZIPKIN_PAGES_URL'>): Router {
  const places: Places = {
    queryUrl: config.QUERY_URL,
    jaegerUrl: config.JAEGER_PAGES_URL,
    zipkinUrl: config.ZIPKIN_PAGES_URL,
  };
  return Router().get('/api/places', (_request, response) => {
    response.json(places);
  });
}
