import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

type Rule = (request: IncomingMessage) => boolean;

const rules = new WeakMap<Socket, Rule>();

/** Says which requests of a connection get no span: probes, and what is not even looked at. */
export function leaveUntraced(socket: Socket, rule: Rule): void {
  rules.set(socket, rule);
}

export function isUntraced(request: IncomingMessage): boolean {
  return rules.get(request.socket)?.(request) ?? false;
}
