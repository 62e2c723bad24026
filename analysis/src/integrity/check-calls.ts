import { childrenOf, firstText, names, type Span, type Trace } from '../model/index.ts';
import { type Defect, defectAt } from './defect.ts';
import { nameOf } from './name-of.ts';

/**
 * One CLIENT span for each HTTP call: where another one for the same call is its only child of that kind, two pieces of
 * instrumentation trace it.
 *
 *     CLIENT POST /holds   |------------|
 *     CLIENT POST          |-----------|     same process, same method, nothing that tells them apart
 *     SERVER POST /holds      |-----|
 */
export function checkCalls(trace: Trace): readonly Defect[] {
  const defects: Defect[] = [];
  trace.spans.forEach((span, position) => {
    if (!isHttpCall(span)) return;
    const calls = [...childrenOf(trace.tree, position)].map(child => trace.spans[child] as Span).filter(isHttpCall);
    const [inner] = calls;
    if (calls.length !== 1 || !inner || !isSameCall(span, inner)) return;
    const sentence = `${nameOf(span)} and ${nameOf(inner)} inside it are CLIENT spans of one call.`;
    defects.push(defectAt('doubled-call', trace, span, sentence));
  });
  return defects;
}

function isHttpCall({ kind, attributes }: Span): boolean {
  return kind === 'client' && firstText(attributes, names.httpMethod) !== undefined;
}

function isSameCall(outer: Span, inner: Span): boolean {
  if (outer.service !== inner.service) return false;
  const agrees = (keys: readonly string[]) => firstText(outer.attributes, keys) === firstText(inner.attributes, keys);
  const mayAgree = (keys: readonly string[]) => firstText(outer.attributes, keys) === undefined || agrees(keys);
  return (
    agrees(names.httpMethod) && mayAgree(names.httpRoute) && mayAgree(names.httpResend) && mayAgree(names.httpStatus)
  );
}
