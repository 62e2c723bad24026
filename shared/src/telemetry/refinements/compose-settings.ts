type Hook = (...given: unknown[]) => unknown;

/**
 * Adds settings of an instrumentation to those that others have made, whatever their order. Of two hooks both are called, and
 * what they say counts together: the attributes of both, and a request is ignored that one of them ignores. Lists are joined;
 * of anything else there can be one, the one that is added.
 */
export function composeSettings<Settings extends object>(settings: Settings, added: Settings): Settings {
  const there = settings as Readonly<Record<string, unknown>>;
  const composed = Object.entries(added).map(([name, value]) => [name, compose(there[name], value)]);
  return { ...settings, ...Object.fromEntries(composed) };
}

function compose(there: unknown, added: unknown): unknown {
  if (Array.isArray(there) && Array.isArray(added)) return [...there, ...added];
  if (typeof there !== 'function' || typeof added !== 'function') return added;
  return (...given: unknown[]) => together((there as Hook)(...given), (added as Hook)(...given));
}

function together(one: unknown, other: unknown): unknown {
  return typeof one === 'object' && typeof other === 'object' ? { ...one, ...other } : one || other;
}
