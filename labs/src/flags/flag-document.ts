import { type Fault, flagKey, type Magnitude, variantOf, variants } from '@spanshop/shared/faults';
import { z } from 'zod';
import type { Scope, Switch } from './switch.ts';

type Variant = keyof typeof variants;

/**
 * The flags of a whole catalogue in flagd's format (https://flagd.dev/reference/flag-definitions/), each a number from 0,
 * which is off, to 3.
 *
 * @param salt hides which flag is which from whoever reads the file; undefined for names in clear
 */
export function flagDocument(catalogue: readonly Fault[], switches: readonly Switch[], salt?: string): string {
  const flags = catalogue.map(fault => {
    const on = switches.find(({ fault: { name } }) => name === fault.name);
    return [
      flagKey(fault.name, salt),
      { state: 'ENABLED', variants, ...(on ? ruleOf(on) : { defaultVariant: 'off' }) },
    ];
  });
  // In the order of their keys, which says nothing where they are hidden.
  const inOrder = Object.fromEntries(flags.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  const document = {
    $schema: 'https://flagd.dev/schema/v0/flags.json',
    ...(salt !== undefined && { metadata: { salt } }),
    flags: inOrder,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function ruleOf({ magnitude, scope }: Switch): { defaultVariant: Variant; targeting?: object } {
  const variant = variantOf[magnitude];
  switch (scope.of) {
    case 'all':
      return { defaultVariant: variant };
    case 'tenant':
      return {
        defaultVariant: 'off',
        targeting: { if: [{ '==': [{ var: 'tenant' }, scope.tenant] }, variant, 'off'] },
      };
    case 'customers':
      return {
        defaultVariant: 'off',
        targeting: {
          if: [
            { var: 'targetingKey' },
            {
              fractional: [{ var: 'targetingKey' }, [variant, scope.percent], ['off', 100 - scope.percent]],
            },
            'off',
          ],
        },
      };
  }
}

const variantName = z.enum(['off', 'low', 'medium', 'high']);
const document = z.object({
  metadata: z.object({ salt: z.string().optional() }).optional(),
  flags: z.record(z.string(), z.object({ defaultVariant: variantName, targeting: z.unknown().optional() })),
});

export interface ReadFlags {
  switches: readonly Switch[];
  /** Whether the file hides which flag is which. */
  salt: string | undefined;
}

/** What a file of ours says is on; undefined where it is not one. */
export function readFlagDocument(catalogue: readonly Fault[], text: string): ReadFlags | undefined {
  const read = parse(text);
  if (!read) return undefined;
  const salt = read.metadata?.salt;
  const switches = catalogue.flatMap((fault): Switch[] => {
    const flag = read.flags[flagKey(fault.name, salt)];
    const on = flag && switchOf(flag.defaultVariant, flag.targeting);
    return on ? [{ fault, ...on }] : [];
  });
  return { switches, salt };
}

const tenantRule = z.object({
  if: z.tuple([z.object({ '==': z.tuple([z.unknown(), z.string()]) }), variantName, z.unknown()]),
});
const shareRule = z.object({
  if: z.tuple([
    z.unknown(),
    z.object({ fractional: z.tuple([z.unknown(), z.tuple([variantName, z.number()]), z.unknown()]) }),
    z.unknown(),
  ]),
});

function switchOf(variant: Variant, targeting: unknown): Omit<Switch, 'fault'> | undefined {
  if (variant !== 'off') return { magnitude: magnitudeOf(variant), scope: { of: 'all' } };
  const tenant = tenantRule.safeParse(targeting).data?.if;
  if (tenant) return on(tenant[1], { of: 'tenant', tenant: tenant[0]['=='][1] });
  const share = shareRule.safeParse(targeting).data?.if[1].fractional[1];
  return share && on(share[0], { of: 'customers', percent: share[1] });
}

function on(variant: Variant, scope: Scope): Omit<Switch, 'fault'> | undefined {
  return variant === 'off' ? undefined : { magnitude: magnitudeOf(variant), scope };
}

function magnitudeOf(variant: Exclude<Variant, 'off'>): Magnitude {
  return variants[variant];
}

function parse(text: string): z.infer<typeof document> | undefined {
  try {
    return document.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
