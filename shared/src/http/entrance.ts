import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, toAppError } from '../errors/index.ts';
import { tooManyOnConnection } from './admission.ts';
import { joinConnection } from './connections.ts';
import { createDoor, type DoorOptions } from './door/index.ts';
import { sendProblem } from './send-problem.ts';

/** An Express app, or anything else that answers requests; `next` takes what it leaves unanswered. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

export interface EntranceOptions {
  /** Who is let in. Default: programs that speak JSON and call this by `localhost` or an IP address. */
  door?: DoorOptions;
  /** Paths that are probed: GET and HEAD make no span there. Default `/healthz`, `/readyz`. */
  probes?: readonly string[];
}

export interface Entrance {
  handle(request: IncomingMessage, response: ServerResponse): void;
  isProbe(request: IncomingMessage): boolean;
}

/** What every request passes before an app sees it: its connection's bound, and the door. */
export function createEntrance(app: HttpHandler, options: EntranceOptions): Entrance {
  const { door = { inside: true }, probes = ['/healthz', '/readyz'] } = options;
  const letIn = createDoor(door);
  const isProbe = (request: IncomingMessage) =>
    (request.method === 'GET' || request.method === 'HEAD') &&
    probes.includes(request.url ?? '') &&
    letIn(request) === undefined;

  return {
    isProbe,
    handle(request, response) {
      const place = joinConnection(request, response);
      if (place === 'ignored') return;
      const refusal = place === 'refused' ? tooManyOnConnection : letIn(request);
      if (refusal) sendProblem(response, refusal);
      else app(request, response, error => sendProblem(response, error ? toAppError(error) : nothingThere));
    },
  };
}

/** Express itself cannot read the path, so that none of its handlers has seen the request. */
const nothingThere = new AppError({ status: 404, code: 'not_found', detail: 'There is nothing at this address.' });
