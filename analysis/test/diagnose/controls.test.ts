import { connection, query, type Step, type System, ticketSystem, work } from '../generator/index.ts';
import { testControls } from '../support/diagnosis-cases.ts';

const events = (queryMs: number, poolMs = 0.2): readonly Step[] => [
  work(1),
  { do: 'pool', pool: 'events', ms: poolMs },
  query('SELECT events', queryMs),
  work(1),
];
const failing = (failRate: number): System => ({
  ...ticketSystem,
  operations: {
    ...ticketSystem.operations,
    'events GET /events': { steps: [{ do: 'work', ms: 1, failRate }, connection('events'), query('SELECT events', 6)] },
  },
});

/** Every process is kept from the CPU by something else on the machine: all loops are late, none computes more. */
const kept = (fromCpuMs: number) =>
  Object.fromEntries(
    Object.entries(ticketSystem.operations).map(([operation, spec]) => [
      operation,
      {
        steps: [work(fromCpuMs), ...(spec.steps as readonly Step[])],
        process: { loopDelayMs: fromCpuMs, cpuMs: 3, gcMs: 0.1 },
      },
    ]),
  );
/** Most services run in a virtual machine that tells of its collections and of nothing else. */
const collecting = (fromCpuMs: number) => {
  const telling = Object.entries(kept(fromCpuMs)).map(([operation, spec]) => {
    const tellsLoop = operation.startsWith('web') || operation.startsWith('booking');
    return [operation, tellsLoop ? spec : { ...spec, process: { gcMs: 0.1 } }] as const;
  });
  return Object.fromEntries(telling);
};
const starving: System = { ...ticketSystem, operations: { ...ticketSystem.operations, ...kept(10) } };

/** Everything that takes time takes longer, whatever it is. */
const slowed = (factor: number) => {
  const longer = (step: Step): Step => {
    switch (step.do) {
      case 'parallel':
        return { ...step, branches: step.branches.map(branch => branch.map(longer)) };
      case 'span':
        return { ...step, steps: step.steps.map(longer) };
      case 'call':
        return { ...step, preMs: (step.preMs ?? 0.4) * factor, postMs: (step.postMs ?? 0.4) * factor };
      case 'publish':
        return { ...step, delayMs: step.delayMs * factor };
      default:
        return { ...step, ms: step.ms * factor };
    }
  };
  return Object.fromEntries(
    Object.entries(ticketSystem.operations).map(([operation, { steps }]) => [
      operation,
      { steps: (steps as readonly Step[]).map(longer) },
    ]),
  );
};

testControls([
  { title: 'the machine is short of CPU for everybody', changes: kept(20) },
  {
    title: 'the machine is short of CPU for everybody, and most services tell nothing but their collections',
    system: { ...ticketSystem, operations: collecting(0) },
    changes: collecting(20),
  },
  {
    title: 'the machine was short of CPU before and is even shorter of it, above all where seats are held',
    system: starving,
    changes: { ...kept(18), 'seats POST /holds': { ...kept(18)['seats POST /holds'], steps: [work(120)] } },
  },
  { title: 'everything takes half as long again', changes: slowed(1.5), requests: 2000 },
  { title: 'everything takes twice as long', changes: slowed(2), requests: 2000 },
  { title: 'nothing changed', changes: {} },
  { title: 'nothing changed and there are many requests', changes: {}, requests: 2000 },
  { title: 'nothing changed in a system that fails often', changes: {}, system: failing(0.2) },
  {
    title: 'there are only 25 requests, although a query is slow',
    changes: { 'events GET /events': { steps: events(60) } },
    requests: 25,
  },
  {
    title: 'half as many requests more come in, below saturation',
    changes: { 'events GET /events': { steps: events(6, 0.5) } },
    requestsPerSecond: 30,
  },
  { title: 'data grew and a query takes a little longer', changes: { 'events GET /events': { steps: events(6.4) } } },
  { title: 'one service became faster', changes: { 'events GET /events': { steps: events(1) } } },
  {
    title: 'one of two services that are called at once became faster',
    changes: { 'pricing POST /quotes': { steps: [work(0.5), query('SELECT prices', 0.5)] } },
  },
  {
    title: 'the process starts cold and is slow for a sixth of the window',
    changes: {
      'events GET /events': { steps: ({ progress }) => events(progress < 1 / 6 ? 60 : 6) },
      'booking GET /bookings/{id}': {
        steps: ({ progress }) => [work(progress < 1 / 6 ? 40 : 1), query('SELECT bookings', 3)],
      },
    },
  },
  {
    title: 'a single request took very long',
    changes: {
      'events GET /events': { steps: ({ progress }) => events(progress > 0.5 && progress < 0.505 ? 2000 : 6) },
    },
  },
]);
