import { mainRoot, type Span, type Trace } from '../../model/index.ts';
import { type Defect, defectAt } from '../defect.ts';
import { nameOf } from '../name-of.ts';
import { mostKept, type WindowCheck } from './window-check.ts';

/**
 * A trace that begins with a call to another service, made by one that itself answers requests: whatever the call was made
 * for is in another trace. Programs that only call (load tests, scripts) begin traces so, and answer nobody.
 */
export function checkBegunInside(): WindowCheck {
  const answering = new Set<string>();
  const suspected: Defect[] = [];
  return {
    add(trace) {
      for (const { kind, service } of trace.spans) if (kind === 'server' || kind === 'consumer') answering.add(service);
      const root = trace.spans[mainRoot(trace) ?? 0];
      if (!root || root.parentId !== undefined || !callsAnother(trace, root) || suspected.length >= mostKept) return;
      const sentence = `The trace begins with ${nameOf(root)}, a call that something in ${root.service} has made.`;
      suspected.push(defectAt('lost-context', trace, root, sentence));
    },
    finish: () => suspected.filter(({ service }) => answering.has(service ?? '')),
  };
}

function callsAnother({ spans }: Trace, root: Span): boolean {
  if (root.kind !== 'client' && root.kind !== 'producer') return false;
  return spans.some(({ service }) => service !== root.service);
}
