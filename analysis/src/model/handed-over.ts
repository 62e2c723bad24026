import { firstText } from './attributes.ts';
import { names } from './conventions.ts';
import type { Span } from './span.ts';

/** Whether a parent only handed its child's work over, so that nobody waits for it: by a message, or as the child says. */
export function isHandedOver(parent: Span | undefined, child: Span): boolean {
  if (child.followsFrom === true) return true;
  return parent?.kind === 'producer' && (child.kind === 'consumer' || receives(child));
}

/** Whether a span asks a broker for messages: a CLIENT span by convention, whoever sent the message. */
export function receives(span: Span): boolean {
  const isSide = span.kind === 'consumer' || span.kind === 'client';
  return isSide && firstText(span.attributes, names.messagingOperation) === 'receive';
}
