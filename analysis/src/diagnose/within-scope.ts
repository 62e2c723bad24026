import { filterWindow, tailOf, type Window } from '../compare/index.ts';
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
