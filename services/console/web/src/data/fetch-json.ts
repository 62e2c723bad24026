/** Why the console's service did not give what was asked for. */
export class RefusedError extends Error {
  /** The problem's code; `console_away` where nobody answered at all. */
  readonly code: string;

  constructor(code: string, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.code = code;
  }
}

/** @throws RefusedError unless the answer is good; whatever `fetch` throws when the signal aborts */
export async function fetchJson(address: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(address, { signal }).catch(cause => {
    if (signal.aborted) throw cause;
    throw new RefusedError('console_away', 'The console does not answer.', cause);
  });
  if (answer.ok) return answer.json();
  const problem = (await answer.json().catch(() => ({}))) as { code?: unknown; detail?: unknown } | null;
  throw new RefusedError(
    String(problem?.code ?? answer.status),
    String(problem?.detail ?? `It answered ${answer.status}.`),
  );
}
