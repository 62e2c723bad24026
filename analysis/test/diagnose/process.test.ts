import { call, changed, connection, query, type Step, ticketSystem, work } from '../generator/index.ts';
import { testCulprits } from '../support/diagnosis-cases.ts';

const late = (operation: string, preMs: number, postMs = 0.4): Step => ({ do: 'call', operation, preMs, postMs });
const blocked = { loopDelayMs: 25, cpuMs: 30, gcMs: 0.2 };

testCulprits([
  {
    title: 'one operation blocks the loop, and requests queue before every span of its service',
    changes: {
      'web GET /bookings/{id}': { steps: [work(1), late('booking GET /bookings/{id}', 20)] },
      'web POST /bookings': { steps: [work(2), late('booking POST /bookings', 20), work(1)] },
      'booking GET /bookings/{id}': {
        steps: [work(1), connection('booking'), query('SELECT bookings', 4)],
        process: blocked,
      },
      'booking POST /bookings': {
        steps: [work(40), call('pricing POST /quotes'), call('seats POST /holds'), query('INSERT bookings', 4)],
        process: { ...blocked, loopDelayMs: 40 },
      },
    },
    culprit: ['booking', 'POST /bookings', 'event-loop-block'],
  },
  {
    title: 'the entered service itself is blocked, and answers arrive late at it',
    changes: {
      'web GET /events': { steps: [work(2), late('events GET /events', 0.4, 15)], process: blocked },
      'web GET /bookings/{id}': { steps: [work(30), late('booking GET /bookings/{id}', 0.4, 15)], process: blocked },
      'web POST /bookings': { steps: [work(2), late('booking POST /bookings', 0.4, 15), work(1)], process: blocked },
    },
    culprit: ['web', 'GET /bookings/{id}', 'event-loop-block'],
  },
  {
    title: 'a system that does not measure its processes queues at all edges of one service',
    system: {
      operations: {
        'front GET /a': { steps: [work(1), call('middle GET /a')] },
        'side GET /b': { steps: [work(1), call('middle GET /a')] },
        'middle GET /a': { steps: [work(1), call('back GET /a')] },
        'back GET /a': { steps: [work(3)] },
      },
      entries: [
        { operation: 'front GET /a', weight: 1 },
        { operation: 'side GET /b', weight: 1 },
      ],
    },
    changes: {
      'front GET /a': { steps: [work(1), late('middle GET /a', 15)] },
      'side GET /b': { steps: [work(1), late('middle GET /a', 15)] },
      'middle GET /a': { steps: [work(8), late('back GET /a', 0.4, 12)] },
    },
    culprit: ['middle', 'GET /a', 'saturation'],
  },
  {
    title: 'a process that tells nothing but its collections collects for long',
    system: changed(ticketSystem, { 'pricing POST /quotes': { process: { gcMs: 0.2 } } }),
    changes: { 'pricing POST /quotes': { steps: [work(40), query('SELECT prices', 3)], process: { gcMs: 30 } } },
    culprit: ['pricing', 'POST /quotes', 'gc-pressure'],
  },
  {
    title: 'one operation computes in a loop while nobody else calls its service',
    changes: { 'fraud POST /checks': { steps: [work(60)], process: { loopDelayMs: 40, cpuMs: 60, gcMs: 0.1 } } },
    culprit: ['fraud', 'POST /checks', 'cpu-hot-loop'],
  },
  {
    title: 'one operation computes in small pieces, so that only the CPU shows it',
    changes: {
      'pricing POST /quotes': {
        steps: [work(50), query('SELECT prices', 3)],
        process: { loopDelayMs: 1, cpuMs: 48, gcMs: 0.1 },
      },
    },
    culprit: ['pricing', 'POST /quotes', 'cpu-hot-loop'],
  },
  {
    title: 'one operation makes garbage, and its collection stops the process',
    changes: {
      'events GET /events': {
        steps: [work(25), connection('events'), query('SELECT events', 6), work(1)],
        process: { loopDelayMs: 20, cpuMs: 25, gcMs: 16 },
      },
    },
    culprit: ['events', 'GET /events', 'gc-pressure'],
  },
  {
    title: 'garbage is collected in a service behind another',
    changes: {
      'web POST /bookings': { steps: [work(2), late('booking POST /bookings', 12), work(1)] },
      'booking POST /bookings': {
        steps: [work(40), call('pricing POST /quotes'), call('seats POST /holds'), query('INSERT bookings', 4)],
        process: { loopDelayMs: 30, cpuMs: 30, gcMs: 24 },
      },
    },
    culprit: ['booking', 'POST /bookings', 'gc-pressure'],
  },
  {
    title: 'a step inside an operation takes longer without any work of the process',
    changes: { 'fraud POST /checks': { steps: [{ do: 'span', name: 'score', steps: [work(60)] }] } },
    culprit: ['fraud', 'score', 'self-time'],
  },
  {
    title: 'an operation waits for something that has no span',
    changes: { 'events GET /events': { steps: [work(30), connection('events'), query('SELECT events', 6), work(1)] } },
    culprit: ['events', 'GET /events', 'self-time'],
  },
]);
