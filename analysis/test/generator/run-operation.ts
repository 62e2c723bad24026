import type { AttributeValue } from '../../src/model/index.ts';
import type { SpanWriter } from './span-writer.ts';
import { type CallStep, type RequestContext, routeOf, type Step, type System, serviceOf } from './system.ts';

const nanoPerMs = 1_000_000;
const relativeNoise = 0.25;
const edgeMs = 0.4;

interface Outcome {
  readonly endNano: number;
  readonly failed: boolean;
}

/** Where steps run: in which service, below which span. */
interface Place {
  readonly system: System;
  readonly context: RequestContext;
  readonly writer: SpanWriter;
  readonly service: string;
  readonly parentId: string;
}

/** Runs an operation as a server (or consumer) span from `startNano` on, with everything below it. */
export function runOperation(
  system: System,
  context: RequestContext,
  writer: SpanWriter,
  operation: string,
  startNano: number,
  parentId: string | undefined,
  asConsumer = false,
): Outcome {
  const spec = system.operations[operation];
  if (!spec) throw new Error(`no such operation: ${operation}`);
  const service = serviceOf(operation);
  const span = writer.open(service, asConsumer ? 'consumer' : 'server', spec.name ?? routeOf(operation), parentId);
  const place = { system, context, writer, service, parentId: span.spanId };
  const steps = typeof spec.steps === 'function' ? spec.steps(context) : spec.steps;
  const outcome = runSteps(place, steps, startNano);

  const [method, route] = routeOf(operation).split(' ');
  const attributes: Record<string, AttributeValue> = asConsumer
    ? { 'messaging.system': 'queue', 'messaging.operation.type': 'process' }
    : { 'http.request.method': method ?? '', ...(spec.name === undefined ? { 'http.route': route ?? '' } : {}) };
  if (parentId === undefined) Object.assign(attributes, context.attributes);
  const { loopDelayMs, cpuMs, gcMs } = spec.process ?? {};
  if (loopDelayMs !== undefined) attributes['process.event_loop_delay_ms'] = loopDelayMs * noise(context);
  if (cpuMs !== undefined) attributes['process.cpu_time_ms'] = cpuMs * noise(context);
  if (gcMs !== undefined) attributes['process.gc_pause_ms'] = gcMs * noise(context);
  span.end(startNano, outcome.endNano, attributes, outcome.failed ? 'error' : 'unset');
  return outcome;
}

function runSteps(place: Place, steps: readonly Step[], startNano: number): Outcome {
  let endNano = startNano;
  for (const step of steps) {
    const outcome = runStep(place, step, endNano);
    endNano = outcome.endNano;
    if (outcome.failed) return outcome;
  }
  return { endNano, failed: false };
}

function runStep(place: Place, step: Step, startNano: number): Outcome {
  const { context, writer, service, parentId } = place;
  switch (step.do) {
    case 'work':
      return { endNano: startNano + lasting(context, step.ms), failed: fails(context, step.failRate) };
    case 'span': {
      const span = writer.open(service, 'internal', step.name, parentId);
      const outcome = runSteps({ ...place, parentId: span.spanId }, step.steps, startNano);
      span.end(startNano, outcome.endNano, undefined, outcome.failed ? 'error' : 'unset');
      return outcome;
    }
    case 'query': {
      const failed = fails(context, step.failRate);
      const code = failed && step.code !== undefined ? { 'db.response.status_code': step.code } : {};
      const text = step.text === undefined ? {} : { 'db.query.text': step.text };
      const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': step.summary, ...text, ...code };
      const rows = step.rows === undefined ? {} : { 'db.response.returned_rows': step.rows };
      return leaf(
        place,
        'client',
        step.summary,
        startNano,
        step.ms + lateOnBothWays(place),
        { ...attributes, ...rows },
        failed,
        step.errorType,
      );
    }
    case 'external': {
      const method = step.method ?? 'POST';
      const attributes = { 'http.request.method': method, 'server.address': step.peer };
      const failed = fails(context, step.failRate);
      const ms = step.ms + lateOnBothWays(place);
      return leaf(place, 'client', method, startNano, ms, attributes, failed, step.errorType);
    }
    case 'pool': {
      const attributes = { 'db.client.connection.pool.name': step.pool };
      const failed = fails(context, step.failRate);
      return leaf(place, 'internal', 'wait for a connection', startNano, step.ms, attributes, failed, step.errorType);
    }
    case 'lock': {
      const holder = step.holder === undefined ? {} : { 'app.lock.holder.operation': step.holder };
      const span = writer.open(service, 'internal', 'wait', parentId);
      const waiting: Step = step.statement
        ? { do: 'query', summary: step.statement, ms: step.ms }
        : { do: 'work', ms: step.ms };
      const outcome = runStep({ ...place, parentId: span.spanId }, waiting, startNano);
      span.end(startNano, outcome.endNano, { 'app.lock.name': step.lock, ...holder });
      return outcome;
    }
    case 'parallel': {
      const outcomes = step.branches.map(branch => runSteps(place, branch, startNano));
      return {
        endNano: Math.max(startNano, ...outcomes.map(outcome => outcome.endNano)),
        failed: outcomes.some(outcome => outcome.failed),
      };
    }
    case 'publish': {
      const endNano = startNano + lasting(context, 1);
      const span = writer.open(service, 'producer', `publish ${step.queue}`, parentId);
      span.end(startNano, endNano, { 'messaging.system': 'queue', 'messaging.destination.name': step.queue });
      const takenNano = endNano + lasting(context, step.delayMs);
      runOperation(place.system, context, writer, step.operation, takenNano, span.spanId, true);
      return { endNano, failed: false };
    }
    case 'call':
      return runCall(place, step, startNano);
  }
}

function runCall(place: Place, step: CallStep, startNano: number): Outcome {
  let outcome: Outcome = { endNano: startNano, failed: true };
  for (let attempt = 0; attempt <= (step.retries ?? 0) && outcome.failed; attempt++) {
    outcome = callOnce(place, step, outcome.endNano, attempt);
  }
  return { endNano: outcome.endNano, failed: outcome.failed && !step.optional };
}

//     client  |------------------------|
//     server      |---------------|
//              pre                 post
function callOnce(place: Place, step: CallStep, startNano: number, attempt: number): Outcome {
  const { system, context, writer, service, parentId } = place;
  const callee = serviceOf(step.operation);
  const method = routeOf(step.operation).split(' ')[0] ?? 'GET';
  const name = system.callsNamedBy === 'operation' ? routeOf(step.operation) : method;
  const client = writer.open(service, 'client', name, parentId);
  const connectMs = system.connectsForEachCall
    ? lateOnTheWay(system, service, callee) + lateOnTheWay(system, callee, service)
    : 0;
  const preMs = (step.preMs ?? edgeMs) + connectMs + lateOnTheWay(system, service, callee);
  const serverNano = startNano + lasting(context, preMs);
  const served = runOperation(system, context, writer, step.operation, serverNano, client.spanId);
  const postMs = (step.postMs ?? edgeMs) + lateOnTheWay(system, callee, service);
  const answeredNano = served.endNano + lasting(context, postMs);

  const limitNano = startNano + (step.timeoutMs ?? Number.POSITIVE_INFINITY) * nanoPerMs;
  const timedOut = answeredNano > limitNano;
  const endNano = Math.min(answeredNano, limitNano);
  const failed = timedOut || served.failed;
  client.end(
    startNano,
    endNano,
    {
      'http.request.method': method,
      'server.address': callee,
      ...(step.responseBytes === undefined ? {} : { 'http.response.body.size': step.responseBytes }),
      ...(attempt > 0 ? { 'http.request.resend_count': attempt } : {}),
      ...(failed ? { 'error.type': timedOut ? 'timeout' : '500' } : {}),
    },
    failed ? 'error' : 'unset',
  );
  return { endNano, failed };
}

function lateOnTheWay({ lateMs }: System, from: string, to: string): number {
  return (lateMs?.[from]?.leaving ?? 0) + (lateMs?.[to]?.entering ?? 0);
}

/** There and back, to a peer that is late itself for nobody. */
function lateOnBothWays({ system, service }: Place): number {
  return lateOnTheWay(system, service, '') + lateOnTheWay(system, '', service);
}

function leaf(
  place: Place,
  kind: 'client' | 'internal',
  name: string,
  startNano: number,
  ms: number,
  attributes: Readonly<Record<string, AttributeValue>>,
  failed: boolean,
  errorType = 'Error',
): Outcome {
  const endNano = startNano + lasting(place.context, ms);
  const span = place.writer.open(place.service, kind, name, place.parentId);
  const all = failed ? { ...attributes, 'error.type': errorType } : attributes;
  span.end(startNano, endNano, all, failed ? 'error' : 'unset');
  return { endNano, failed };
}

function fails(context: RequestContext, rate: number | undefined): boolean {
  return rate !== undefined && context.random() < rate;
}

function lasting(context: RequestContext, ms: number): number {
  return ms * nanoPerMs * noise(context);
}

/** Log-normal around 1, with a mean of 1 (Box-Muller). */
function noise({ random }: RequestContext): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(relativeNoise * normal - (relativeNoise * relativeNoise) / 2);
}
