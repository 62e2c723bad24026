import { filterWindow, tailOf, type Window } from '../compare/index.ts';
import { type Comparison, compareWindows } from './comparison.ts';
import type { Scope } from './culprit.ts';

/** The part of a window that a scope speaks of. */
export function withinScope(scope: Scope): (window: Window) => Window {
  switch (scope.of) {
    case 'all':
      return window => window;
    case 'endpoint':
      return window => filterWindow(window, request => request.endpoint === scope.endpoint);
    case 'tail':
      return tailOf;
    case 'attribute':
      return window => filterWindow(window, request => request.dimensions.get(scope.attribute) === scope.value);
  }
}

/** The same comparison of those parts alone. */
export function narrowed(comparison: Comparison, scope: Scope): Comparison {
  if (scope.of === 'all') return comparison;
  const within = withinScope(scope);
  return compareWindows(within(comparison.baseline), within(comparison.degraded));
}
