import type { Lab } from '@spanshop/local/running-shop';
import type { Shoppers } from '@spanshop/local/shoppers';
import type { SpanCounter } from '@spanshop/local/traces';
import type { ShopPlan } from '../plan-shop.ts';

export interface Sampler {
  name: string;
  argument: string;
}

/** What somebody who loads or measures the shop has to know of it. */
export interface ShopDescription {
  gatewayUrl: string;
  /** Of the traced services, by name. */
  adminUrls: Readonly<Record<string, string>>;
  auditorUrl: string;
  /** Undefined where lab mode is off. */
  lab: Lab | undefined;
  sampler: Sampler;
  traces: {
    /** A trace's address for people, with `{traceId}` in it. */
    link: string;
    queryUrl: string | undefined;
    searchUrl: string | undefined;
    counter: SpanCounter | undefined;
  };
  shoppers: {
    inside: number;
    /** How long nobody is let in yet; 0 when they come and go. */
    pausedForMs: number;
  };
}

export function describeShop(
  { gatewayUrl, adminUrls, auditorUrl, lab, sampler, traces }: ShopPlan & { sampler: Sampler },
  shoppers: Pick<Shoppers, 'inside' | 'pausedForMs'>,
): ShopDescription {
  return {
    gatewayUrl,
    adminUrls,
    auditorUrl,
    lab,
    sampler,
    traces: {
      link: traces.linkTo('{traceId}'),
      queryUrl: traces.queryUrl,
      searchUrl: traces.searchUrl,
      counter: traces.counter,
    },
    shoppers: { inside: shoppers.inside(), pausedForMs: shoppers.pausedForMs() },
  };
}

/** As the services read it from the standard variables. */
export function samplerOf(environment: NodeJS.ProcessEnv): Sampler {
  return {
    name: environment['OTEL_TRACES_SAMPLER'] || 'parentbased_always_on',
    argument: environment['OTEL_TRACES_SAMPLER_ARG'] || '1',
  };
}
