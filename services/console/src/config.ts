import { peerUrl, serviceConfig } from '@spanshop/shared/config';
import type { z } from 'zod';

/** An address that paths are put behind, so that it ends without a slash, however it was given. */
const baseUrl = peerUrl.transform(url => url.replace(/\/+$/, ''));

export const configSchema = serviceConfig.extend({
  /** Where Jaeger's query API v3 answers: the trace store, or a Jaeger. Without it there are no traces to show. */
  QUERY_URL: baseUrl.optional(),
  /** Where people open Jaeger's and Zipkin's own pages, for links to them; absent where they do not run. */
  JAEGER_PAGES_URL: baseUrl.optional(),
  ZIPKIN_PAGES_URL: baseUrl.optional(),
});

export type Config = Readonly<z.infer<typeof configSchema>>;
