import { type RequestContext, type Step, type System, serviceOf } from './system.ts';

/** One fault of a made-up system, and the service that has it. */
export interface Fault {
  readonly kind: 'work' | 'query' | 'link' | 'late way in' | 'leaving' | 'entering';
  readonly title: string;
  readonly service: string;
  readonly system: System;
}

/**
 * Every fault of each kind that the system can have, `ms` long:
 * - `work`, `query`: an operation or the queries of a service take longer;
 * - `link`: a call is longer around the server's span, on both sides; `late way in`: before it;
 * - `leaving`, `entering`: all that leaves or enters a service is on its way for longer.
 */
export function faultsOf(system: System, ms: number): readonly Fault[] {
  const operations = Object.keys(system.operations);
  const services = [...new Set(operations.map(serviceOf))];
  const calls = callsOf(system);
  const links = [...new Map(calls.map(each => [`${each.caller} -> ${each.callee}`, each]))];
  const isShared = (service: string) =>
    links.filter(([, { caller, callee }]) => caller === service || callee === service).length > 1;
  return [
    ...operations.map(operation => ({
      kind: 'work' as const,
      title: `${operation} works for longer`,
      service: serviceOf(operation),
      system: withSteps(system, step => step, operation, [{ do: 'work', ms }]),
    })),
    ...services
      .map(service => ({
        kind: 'query' as const,
        title: `queries of ${service} are slow`,
        service,
        system: withSteps(system, (step, of) =>
          step.do === 'query' && serviceOf(of) === service ? { ...step, ms: step.ms + ms } : step,
        ),
      }))
      .filter(({ service }) => queriesOf(system).has(service)),
    ...links.flatMap(([title, { caller, callee }]) => {
      const slower = (preMs: number, postMs: number) =>
        withSteps(system, (step, of) =>
          step.do === 'call' && serviceOf(of) === caller && serviceOf(step.operation) === callee
            ? { ...step, preMs: 0.4 + preMs, postMs: 0.4 + postMs }
            : step,
        );
      return [
        { kind: 'link' as const, title: `${title} is slow both ways`, service: callee, system: slower(ms / 2, ms / 2) },
        { kind: 'late way in' as const, title: `${title} is slow to begin`, service: callee, system: slower(ms, 0) },
      ];
    }),
    ...services.filter(isShared).flatMap(service => [
      {
        kind: 'leaving' as const,
        title: `all that leaves ${service} is late`,
        service,
        system: { ...system, lateMs: { [service]: { leaving: ms } } },
      },
      {
        kind: 'entering' as const,
        title: `all that enters ${service} is late`,
        service,
        system: { ...system, lateMs: { [service]: { entering: ms } } },
      },
    ]),
  ];
}

interface Call {
  readonly caller: string;
  readonly callee: string;
}

function callsOf(system: System): readonly Call[] {
  const calls: Call[] = [];
  withEveryStep(system, (step, of) => {
    if (step.do === 'call') calls.push({ caller: serviceOf(of), callee: serviceOf(step.operation) });
  });
  return calls;
}

function queriesOf(system: System): ReadonlySet<string> {
  const services = new Set<string>();
  withEveryStep(system, (step, of) => {
    if (step.do === 'query') services.add(serviceOf(of));
  });
  return services;
}

/** What requests choose at random is met by trying a hundred choices. */
function withEveryStep(system: System, visit: (step: Step, operation: string) => void): void {
  const visiting = withSteps(system, (step, operation) => {
    visit(step, operation);
    return step;
  });
  for (const { steps } of Object.values(visiting.operations)) {
    for (let choice = 0; choice < 100; choice++) {
      if (typeof steps === 'function') steps({ random: () => choice / 100, attributes: {}, progress: 0 });
    }
  }
}

/** The system with every step changed, and with `before` in front of the steps of one operation. */
function withSteps(
  system: System,
  change: (step: Step, operation: string) => Step,
  operation = '',
  before: readonly Step[] = [],
): System {
  const operations = Object.entries(system.operations).map(([name, spec]) => {
    const { steps } = spec;
    const deep = (step: Step): Step => {
      if (step.do === 'span') return { ...step, steps: step.steps.map(deep) };
      if (step.do === 'parallel') return { ...step, branches: step.branches.map(branch => branch.map(deep)) };
      return change(step, name);
    };
    const all = (given: readonly Step[]) => [...(name === operation ? before : []), ...given.map(deep)];
    return [
      name,
      { ...spec, steps: (context: RequestContext) => all(typeof steps === 'function' ? steps(context) : steps) },
    ];
  });
  return { ...system, operations: Object.fromEntries(operations) };
}
