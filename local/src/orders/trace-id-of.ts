/** The trace id of the header `traceresponse`, which is `00-<trace id>-<span id>-<flags>`. */
export function traceIdOf(headers: Headers): string | undefined {
  return headers.get('traceresponse')?.split('-')[1];
}
